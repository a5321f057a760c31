using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Crm.TestKit;

/// <summary>A few customers of whom some are doubled and some only related, and the words to have them looked through.</summary>
public static class Deduping
{
    private const string Header =
        "source,kind,givenName,familyName,name,birthDate,contactPoints[0].channel,contactPoints[0].value,"
        + "contactPoints[1].channel,contactPoints[1].value,addresses[0].street,addresses[0].postalCode,addresses[0].city,addresses[0].country";

    private const string Rows = """
        person,Margarete,Hollenbach,,1971-03-04,email,margarete.hollenbach@mail.example,phone,+49 30 5550101,Lindenweg 12,10115,Berlin,DE
        person,Margarethe,Hollenbach,,1971-03-04,email,margarete.hollenbach@mail.example,phone,030/5550101,Lindenweg 12,10115,Berlin,DE
        person,Friedrich,Hollenbach,,1969-11-23,email,fritz.h@post.example,phone,+49 30 5550101,Lindenweg 12,10115,Berlin,DE
        organization,,,Nordlicht Maschinenbau GmbH,,email,info@nordlicht.example,phone,+49 40 5550202,Hafenstr. 3,20457,Hamburg,DE
        organization,,,Nordlicht Maschinenbau,,email,info@nordlicht.example,phone,+49 40 5550202,Hafenstraße 3,20457,Hamburg,DE
        organization,,,Bäckerei Sonnenschein,,email,laden@sonnenschein.example,phone,+49 89 5550303,Marktplatz 1,80331,München,DE
        person,Jürgen,Wiesner,,1980-06-17,email,jw@wiesner.example,phone,+49 221 5550404,Domstraße 7,50667,Köln,DE
        person,Aurelia,Castellani,,1992-01-30,email,aurelia@castellani.example,phone,+39 06 5550505,Via Roma 4,00184,Roma,IT
        person,Tobias,Ehrmann,,1958-09-09,email,t.ehrmann@mail.example,phone,+49 511 5550606,Georgswall 22,30159,Hannover,DE
        organization,,,Vogt & Söhne Spedition,,email,dispo@vogt.example,phone,+49 711 5550707,Neckarufer 18,70173,Stuttgart,DE
        """;

    /// <summary>Makes the customers, all with this source.</summary>
    public static Task<JsonObject> AddDoublesAsync(this HttpClient client, string source) =>
        client.ImportAsync(
            new { resource = "customers", mode = "create" },
            $"{Header}\n{string.Join('\n', Rows.Split('\n').Select(row => $"{source},{row}"))}\n"
        );

    /// <summary>A run that is complete.</summary>
    public static async Task<JsonObject> DedupeAsync(this HttpClient client, object options)
    {
        var job = await client.PostAsync("/v1/dedupe-runs", options, HttpStatusCode.Accepted);
        var settled = await client.SettledJobAsync(job.Text("id"));
        Assert.True(settled.Text("state") == "completed", settled.ToJsonString());
        return settled;
    }

    /// <summary>The customers with this source.</summary>
    public static Task<JsonObject> DedupeSourceAsync(this HttpClient client, string source) =>
        client.DedupeAsync(new { filter = Of(source) });

    public static string Of(string source) => $"source = \"{source}\"";

    /// <summary>The clusters of a run, as <c>name + name</c>, in the order of the service.</summary>
    public static async Task<IReadOnlyList<string>> ClustersAsync(this HttpClient client, JsonObject run)
    {
        var clusters = await client.GetJsonAsync($"/v1/dedupe-runs/{run.Text("id")}/clusters");
        return
        [
            .. clusters["items"]!
                .AsArray()
                .Select(cluster =>
                    string.Join(
                        " + ",
                        cluster!["members"]!.AsArray().Select(member => member!["customer"]!.Text("name"))
                    )
                ),
        ];
    }

    /// <summary>The pairs of a run, all pages of them.</summary>
    public static async Task<IReadOnlyList<JsonNode>> PairsAsync(
        this HttpClient client,
        JsonObject run,
        string query = "pageSize=500"
    )
    {
        var pairs = new List<JsonNode>();
        string? token = null;
        do
        {
            var next = token is null ? "" : $"&pageToken={Uri.EscapeDataString(token)}";
            var page = await client.GetJsonAsync($"/v1/dedupe-runs/{run.Text("id")}/pairs?{query}{next}");
            pairs.AddRange(page["items"]!.AsArray().Select(pair => pair!));
            token = (string?)page["nextPageToken"];
        } while (token is not null);

        return pairs;
    }

    /// <summary>The pair of two customers by their names, in whichever order.</summary>
    public static JsonNode PairOf(this IEnumerable<JsonNode> pairs, string one, string other) =>
        pairs.Single(pair =>
            new[] { pair["first"]!.Text("name"), pair["second"]!.Text("name") }
                .Order()
                .SequenceEqual(new[] { one, other }.Order())
        );
}
