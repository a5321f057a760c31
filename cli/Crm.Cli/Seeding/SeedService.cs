using System.Text.Json.Nodes;

namespace Crm.Cli.Seeding;

/// <summary>Cases, and what was said and written on every channel.</summary>
internal sealed class SeedService(SeedPlan plan)
{
    private const int LongestHistory = 540;

    private static readonly string[] CaseChannels = ["email", "email", "call", "web", "chat"];
    private static readonly string[] Priorities = ["low", "normal", "normal", "normal", "high", "urgent"];
    private static readonly string[] Channels = ["call", "call", "email", "email", "visit", "chat", "letter"];
    private static readonly string[] Directions = ["in", "out"];

    public SeedTable CaseTable() => SeedTable.Of("cases", plan.Customers * 4 / 10, Case);

    public SeedTable InteractionTable() => SeedTable.Of("interactions", plan.Customers * 2, Interaction);

    private JsonObject Case(int index)
    {
        var customer = plan.Chance("customer of case", index, plan.Locales[0]).Random.Int(1, plan.Customers);
        var locale = plan.LocaleOf(customer);
        var chance = plan.Chance("case", index, locale);
        var (topic, subject) = chance.PickRandom(locale.Texts.Cases);
        var opened = plan.Past(chance, LongestHistory);
        var body = new JsonObject
        {
            ["externalIds"] = SeedBody.ExternalIds(plan, "case", index),
            ["customerId"] = plan.Reference("customer", customer),
            ["subject"] = subject,
            ["topic"] = topic,
            ["channel"] = chance.PickRandom(CaseChannels),
            ["priority"] = chance.PickRandom(Priorities),
            ["openedAt"] = SeedBody.Moment(opened),
        };
        // How far it has come: new, answered, resolved, closed.
        var progress = chance.Random.Int(0, 3);
        var time = opened;
        if (progress >= 1)
        {
            time = plan.Between(chance, time, TimeSpan.FromHours(12));
            body["firstResponseAt"] = SeedBody.Moment(time);
            body["assigneeId"] = SeedCatalog.AnyUser(plan, chance);
        }

        if (progress >= 2)
        {
            time = plan.Between(chance, time, TimeSpan.FromDays(6));
            body["resolvedAt"] = SeedBody.Moment(time);
            body["resolution"] = chance.PickRandom(locale.Texts.Resolutions);
        }

        if (progress >= 3)
        {
            body["closedAt"] = SeedBody.Moment(plan.Between(chance, time, TimeSpan.FromDays(10)));
        }

        return body;
    }

    private JsonObject Interaction(int index)
    {
        var customer = plan.Chance("customer of interaction", index, plan.Locales[0]).Random.Int(1, plan.Customers);
        var locale = plan.LocaleOf(customer);
        var chance = plan.Chance("interaction", index, locale);
        var channel = chance.PickRandom(Channels);
        var body = new JsonObject
        {
            ["externalIds"] = SeedBody.ExternalIds(plan, "interaction", index),
            ["customerId"] = plan.Reference("customer", customer),
            ["channel"] = channel,
            ["direction"] = chance.PickRandom(Directions),
            ["subject"] = chance.PickRandom(locale.Texts.Talks),
            ["occurredAt"] = SeedBody.Moment(plan.Past(chance, LongestHistory)),
            ["userId"] = SeedCatalog.AnyUser(plan, chance),
        };
        if (channel is "call" or "visit")
        {
            body["durationSeconds"] = chance.Random.Int(30, 3_600);
        }

        return body;
    }
}
