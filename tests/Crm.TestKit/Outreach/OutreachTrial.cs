using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Crm.TestKit;

/// <summary>
/// A campaign by mail to many addresses, sent while nodes are killed and people opt out; afterwards what the service says is held
/// against what the mail server took.
/// </summary>
/// <param name="sink">The mail server.</param>
/// <param name="recipients">How many customers have an address.</param>
/// <param name="seed">The same kills and opt-outs for the same seed.</param>
/// <param name="perSecond">How fast at most: while a killed node starts, another must not have sent all there is.</param>
public sealed class OutreachTrial(MailSink sink, int recipients, int seed, int? perSecond = null)
{
    /// <summary>As many may be in flight on a node at once.</summary>
    private const int MostInFlight = 200;

    private const int SuppressedEach = 50;
    private const int OptOuts = 20;
    private const int MostDelay = 300;

#pragma warning disable CA5394 // The same moments for the same seed is all that is asked of these numbers.
    private readonly Random _random = new(seed);
    private readonly Dictionary<string, int> _takenAtOptOut = new(StringComparer.Ordinal);
    private readonly List<string> _broken = [];
    private string _campaign = "";
    private JsonObject _planned = [];

    public int Kills { get; private set; }

    /// <summary>What the service is started with, so that its mails come to the sink.</summary>
    public (string Name, string Value)[] Settings =>
        [
            ("Crm:Mail:Host", "127.0.0.1"),
            ("Crm:Mail:Port", sink.Port.ToString(CultureInfo.InvariantCulture)),
            ("Crm:Mail:Security", "None"),
            ("Crm:Mail:SenderAddress", "club@example.com"),
            ("Crm:Jobs:LeaseSeconds", "2"),
        ];

    /// <summary>Makes the customers, some of whom must not be written to, and has the campaign planned.</summary>
    public async Task PrepareAsync(HttpClient admin)
    {
        var customers = new StringBuilder("kind,name,contactPoints[0].channel,contactPoints[0].value\n");
        var suppressed = new StringBuilder("channel,address,reason\n");
        for (var number = 0; number < recipients; number++)
        {
            customers.Append(CultureInfo.InvariantCulture, $"person,Reader {number},email,{AddressOf(number)}\n");
            if (IsSuppressed(number))
            {
                suppressed.Append(CultureInfo.InvariantCulture, $"email,{AddressOf(number)},manual\n");
            }
        }

        await ImportAsync(admin, "customers", customers);
        await ImportAsync(admin, "suppressions", suppressed);
        var template = await admin.PostAsync(
            "/v1/templates",
            new
            {
                name = "Trial",
                channel = "email",
                texts = new[]
                {
                    new
                    {
                        language = "en",
                        subject = "For {{customer.name}}",
                        text = "Dear {{customer.name}}, this comes once.",
                        html = "<p>Dear {{customer.name}}, this comes once.</p>",
                    },
                },
            }
        );
        var campaign = await admin.PostAsync(
            "/v1/campaigns",
            new
            {
                name = "Trial",
                channel = "email",
                purpose = "news",
                consent = "none",
                audience = new { filter = "kind = person" },
                steps = new[] { new { templateId = template.Text("id") } },
                throttle = perSecond is null ? null : new { perSecond },
            }
        );
        _campaign = campaign.Text("id");
        _planned = await admin.PlanAsync($"/v1/campaigns/{_campaign}/plan", new { });
    }

    /// <summary>Sends the plan while one of the nodes is killed again and again, and some people opt out.</summary>
    /// <returns>The job, once it is over.</returns>
    public async Task<JsonObject> SendAsync(IReadOnlyList<ServiceProcess> nodes, int kills)
    {
        var sent = await nodes[0]
            .Admin.PostAsync(
                $"/v1/campaigns/{_campaign}/send",
                new { planId = _planned.Text("planId") },
                HttpStatusCode.Accepted
            );
        var id = sent.Text("id");
        foreach (var moment in Enumerable.Range(0, kills).Select(_ => _random.Next(recipients)).Order())
        {
            while (sink.Taken < moment && await IsRunningAsync(nodes[0], id))
            {
                await Task.Delay(5);
            }

            await OptOutAsync(nodes[0]);
            await Task.Delay(_random.Next(MostDelay));
            var hit = nodes[_random.Next(nodes.Count)];
            hit.Kill();
            Kills++;
            await hit.StartAsync();
        }

        return await nodes[0].Admin.SettledJobAsync(id);
    }

    /// <summary>What was promised and does not hold; nothing, if all is well.</summary>
    public async Task<IReadOnlyList<string>> FindBrokenAsync(HttpClient admin, JsonObject job)
    {
        var results = await admin.GetJsonAsync($"/v1/campaigns/{_campaign}/results");
        var (sent, unknown) = ((long)results["messages"]!["sent"]!, (long)results["messages"]!["unknown"]!);
        var counts = job["counts"]!;
        long Count(string outcome) => (long)counts[outcome]!;
        var mayBeWritten = recipients - ((recipients + SuppressedEach - 1) / SuppressedEach);
        Expect(
            (long)_planned["plan"]!["counts"]!["created"]! == mayBeWritten,
            $"The plan is not for {mayBeWritten}: {_planned["plan"]!.ToJsonString()}"
        );
        Expect(
            Count("created") + Count("unprocessed") + (Kills * OptOuts) >= mayBeWritten,
            $"Somebody was left out who said nothing: {job.ToJsonString()}"
        );
        Expect(job.Text("state") is "completed" or "completedWithErrors", $"The job is {job.Text("state")}.");
        Expect(Count("rowsRead") == recipients, $"{counts["rowsRead"]} rows were read, not {recipients}.");
        Expect(
            Count("created") + Count("unchanged") + Count("rejected") + Count("unprocessed") + Count("duplicate")
                == recipients,
            $"The sums differ: {counts.ToJsonString()}"
        );
        Expect(sent == Count("created"), $"{sent} messages are sent, {Count("created")} rows say so.");
        Expect(unknown == Count("unprocessed"), $"{unknown} messages are unknown, {Count("unprocessed")} rows say so.");
        Expect(unknown <= (long)Kills * MostInFlight, $"{unknown} messages are unknown after {Kills} kills.");
        Expect(
            sink.Taken >= sent && sink.Taken <= sent + unknown,
            $"The server took {sink.Taken}; {sent} are sent, {unknown} unknown."
        );
        Expect(sink.ByToken.Values.All(count => count == 1), "A message came twice.");
        Expect(sink.ByRecipient.Values.All(count => count == 1), "An address got two.");
        Expect(sink.ByToken.Count == sink.Taken, $"{sink.Taken} mails had {sink.ByToken.Count} tokens.");
        for (var number = 0; number < recipients; number++)
        {
            Expect(
                !IsSuppressed(number) || !sink.ByRecipient.ContainsKey(AddressOf(number)),
                $"{AddressOf(number)} was suppressed and got one."
            );
        }

        foreach (var (address, taken) in _takenAtOptOut)
        {
            var now = sink.ByRecipient.GetValueOrDefault(address);
            Expect(now == taken, $"{address} had {taken} when it opted out, and has {now}.");
        }

        return _broken;
    }

    /// <summary>A few of those who have not got anything yet; whoever said no before the answer gets nothing after it.</summary>
    private async Task OptOutAsync(ServiceProcess node)
    {
        var number = _random.Next(recipients);
        for (var left = OptOuts; left > 0; left--, number = (number + 1) % recipients)
        {
            if (IsSuppressed(number) || sink.ByRecipient.ContainsKey(AddressOf(number)))
            {
                continue;
            }

            using var answer = await node.Admin.SendTextAsync(
                HttpMethod.Post,
                "/v1/suppressions",
                $$"""{"channel":"email","address":"{{AddressOf(number)}}","purpose":"news","reason":"unsubscribed"}"""
            );
            // One that was on its way just then may still arrive.
            if (answer.StatusCode == HttpStatusCode.Created && !await IsOnItsWayAsync(node, number))
            {
                _takenAtOptOut[AddressOf(number)] = sink.ByRecipient.GetValueOrDefault(AddressOf(number));
            }
        }
    }

    private static async Task<bool> IsOnItsWayAsync(ServiceProcess node, int number)
    {
        var filter = Uri.EscapeDataString($"address = \"{AddressOf(number)}\"");
        var found = await node.Admin.GetJsonAsync($"/v1/messages?filter={filter}");
        return found["items"]!.AsArray().Count > 0;
    }

    private static async Task<bool> IsRunningAsync(ServiceProcess node, string id) =>
        (await node.Admin.GetJsonAsync($"/v1/jobs/{id}")).Text("state") == "running";

    private static async Task ImportAsync(HttpClient admin, string resource, StringBuilder csv)
    {
        var job = await admin.ImportAsync(new { resource, mode = "create" }, csv.ToString());
        if (job.Text("state") != "completed")
        {
            throw new InvalidOperationException($"The {resource} were not imported: {job.ToJsonString()}");
        }
    }

    private static bool IsSuppressed(int number) => number % SuppressedEach == 0;

    private static string AddressOf(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"reader{number}@mail{number % 7}.example");

    private void Expect(bool holds, string sentence)
    {
        if (!holds)
        {
            _broken.Add(sentence);
        }
    }
#pragma warning restore CA5394
}
