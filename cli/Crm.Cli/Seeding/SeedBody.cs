using System.Globalization;
using System.Text.Json.Nodes;

namespace Crm.Cli.Seeding;

/// <summary>Parts that the bodies of several resources have.</summary>
internal static class SeedBody
{
    public static JsonArray ExternalIds(SeedPlan plan, string kind, int index) =>
        [new JsonObject { ["system"] = SeedPlan.System, ["value"] = plan.ExternalId(kind, index) }];

    public static JsonObject Money(decimal amount, SeedLocale locale) =>
        new() { ["amount"] = amount.ToString("0.00", CultureInfo.InvariantCulture), ["currency"] = locale.Currency };

    public static string Moment(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
