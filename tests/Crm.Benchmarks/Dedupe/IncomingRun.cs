using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crm.Benchmarks.Load;
using Crm.Cli.Seeding.Duplicates;
using Crm.TestKit;

namespace Crm.Benchmarks.Dedupe;

/// <summary>One customer after the other comes in, each one that is there with something got wrong, and is matched with all that are.</summary>
internal static class IncomingRun
{
    private const int WarmUp = 300;
    private const int Requests = 3000;

    /// <param name="client">May read customers.</param>
    /// <param name="customers">How many there are.</param>
    /// <param name="entityOf">Who the customer with this id truly is.</param>
    public static async Task<IncomingFigures> MeasureAsync(HttpClient client, int customers, Func<Guid, int> entityOf)
    {
        var every = Math.Max(1, customers / (WarmUp + Requests));
        var incoming = MadeCustomers
            .Make(customers)
            .Where((_, index) => index % every == 0)
            .Select((made, index) => MadeCustomers.Again(made, new Random(index)));
        var times = new List<long>();
        var (asked, found) = (0, 0);
        foreach (var customer in incoming.Take(WarmUp + Requests))
        {
            using var body = JsonContent.Create(Body(customer));
            var start = Stopwatch.GetTimestamp();
            using var answer = await client.PostAsync(new Uri("/v1/customers/match", UriKind.Relative), body);
            var text = await answer.Content.ReadAsStringAsync();
            if (++asked <= WarmUp)
            {
                continue;
            }

            times.Add(Stopwatch.GetTimestamp() - start);
            var best = JsonNode.Parse(text)!["items"]!.AsArray().FirstOrDefault();
            found += best is not null && entityOf(Guid.Parse(best.Text("id"))) == customer.Entity ? 1 : 0;
        }

        var measured = Measurement.Of(times, TimeSpan.FromSeconds(1));
        return new IncomingFigures(
            measured.Median.TotalMilliseconds,
            measured.Percentile99.TotalMilliseconds,
            (double)found / times.Count
        );
    }

    private static JsonObject Body(MadeCustomer made) =>
        new()
        {
            ["kind"] = made.IsPerson ? "person" : "organization",
            ["name"] = made.IsPerson ? null : made.Company,
            ["givenName"] = made.IsPerson ? made.GivenName : null,
            ["familyName"] = Known(made.FamilyName),
            ["birthDate"] = Known(made.BirthDate),
            ["phone"] = Known(made.Phone),
            ["email"] = Known(made.Email),
            ["contactPoints"] =
                made.Website.Length == 0
                    ? null
                    : new JsonArray(new JsonObject { ["channel"] = "web", ["value"] = made.Website }),
            ["addresses"] = new JsonArray(
                new JsonObject
                {
                    ["street"] = Known(made.Street),
                    ["postalCode"] = Known(made.Postcode),
                    ["city"] = Known(made.City),
                    ["country"] = Known(made.Country),
                }
            ),
        };

    private static string? Known(string value) => value.Length == 0 ? null : value;
}

/// <summary>What matching one customer that comes in took, and how often the first found was the right one.</summary>
internal sealed record IncomingFigures(double Median, double Percentile99, double Right);
