using Crm.Cli.Resources;

namespace Crm.Cli.Schedules;

/// <summary>`crm schedules`.</summary>
internal static class ScheduleNoun
{
    public static Noun Noun { get; } =
        new("schedules", "schedule", "Exports and bulk changes that start again and again.")
        {
            Verbs = Noun.PlainVerbs,
            OwnVerbs = [RunScheduleCommand.Verb, ListScheduleFiresCommand.Verb],
            Columns = ["id", "name", "cron", "nextFireTime", "lastFireTime", "lastError.code"],
            ExampleFilter = "isEnabled = true",
            ExampleFields =
                "--name nightly --cron '30 2 * * MON-FRI' --time-zone Europe/Berlin --set start.export.resource=customers",
        };
}
