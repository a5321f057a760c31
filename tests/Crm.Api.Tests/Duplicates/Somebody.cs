using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Duplicates;

/// <summary>A person with a name nobody else in the tests has, and the same person as somebody else would type it.</summary>
internal sealed class Somebody
{
    private readonly string _name = Word();
    private readonly string _place = Word();
    private readonly int _number = Random.Shared.Next(10_000, 100_000);
    private readonly string _phone = $"+4930{Random.Shared.Next(1_000_000, 10_000_000)}";

    public string Phone => _phone;

    public string FamilyName => $"Van{_name}";

    public JsonObject Form() => Form("Margarete", $"Van{_name}", $"{_name}@{_place}.example");

    /// <summary>The first name is misspelt, the phone number written as dialled in the country.</summary>
    public JsonObject Misspelt()
    {
        var form = Form("Margarethe", $"Van{_name}", $"{_name}@{_place}.example");
        form["contactPoints"]![1]!["value"] = $"030/{_phone[5..]}";
        return form;
    }

    /// <summary>Lives at the same place, with the same phone.</summary>
    public JsonObject Spouse() => Form("Friedrich", $"Van{_name}", $"fritz@{_place}-post.example");

    public static JsonObject Stranger() => new Somebody().Form();

    public static async Task<string> AddAsync(HttpClient client, JsonObject form) =>
        (await client.PostAsync("/v1/customers", form)).Text("id");

    private JsonObject Form(string given, string family, string email) =>
        new()
        {
            ["kind"] = "person",
            ["givenName"] = given,
            ["familyName"] = family,
            ["contactPoints"] = new JsonArray(
                new JsonObject { ["channel"] = "email", ["value"] = email },
                new JsonObject { ["channel"] = "phone", ["value"] = _phone }
            ),
            ["addresses"] = new JsonArray(
                new JsonObject
                {
                    ["street"] = $"{_place}weg {_number % 90}",
                    ["postalCode"] = $"{_number}",
                    ["city"] = $"{_place}stadt",
                    ["country"] = "DE",
                }
            ),
        };

    private static string Word() =>
        string.Concat(Enumerable.Range(0, 10).Select(_ => (char)('a' + Random.Shared.Next(26))));
}
