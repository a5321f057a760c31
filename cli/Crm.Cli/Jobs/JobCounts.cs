using System.Globalization;
using System.Text.Json.Nodes;
using Crm.Cli.Output;

namespace Crm.Cli.Jobs;

/// <summary>How many rows of a job had which outcome.</summary>
internal static class JobCounts
{
    /// <summary>The columns of the counts, which are what tables and CSV show of a job.</summary>
    public static readonly string[] Columns = ["outcome", "rows"];

    /// <summary>The outcomes in the words of the contract, in the order in which they are shown.</summary>
    public static readonly string[] Outcomes =
    [
        "created",
        "updated",
        "deleted",
        "unchanged",
        "duplicate",
        "rejected",
        "unprocessed",
    ];

    private static readonly string[] Effects = ["created", "updated", "deleted"];

    /// <summary>What makes a job a partial success only.</summary>
    private static readonly string[] Undone = ["rejected", "unprocessed"];

    private static readonly (char Sign, string Outcome)[] Signs =
    [
        ('+', "created"),
        ('~', "updated"),
        ('-', "deleted"),
        ('=', "unchanged"),
        ('!', "rejected"),
    ];

    private static readonly string[] SaidInWords = ["duplicate", "unprocessed"];

    public static long Of(JsonNode job, string outcome) => (long?)job["counts"]?[outcome] ?? 0;

    /// <summary>Whether anything comes of the job's rows.</summary>
    public static bool HasEffect(JsonNode job) => Effects.Any(outcome => Of(job, outcome) > 0);

    public static bool HasRowsLeft(JsonNode job) => Undone.Any(outcome => Of(job, outcome) > 0);

    public static IEnumerable<string> LeftOutcomes(JsonNode job) => Undone.Where(outcome => Of(job, outcome) > 0);

    public static void Write(JsonNode job, RecordWriter writer, OutputFormat format)
    {
        foreach (var name in Outcomes.Where(outcome => job["counts"]?[outcome] is not null).Append("rowsRead"))
        {
            var rows = Of(job, name).ToString(format == OutputFormat.Table ? "N0" : "0", CultureInfo.InvariantCulture);
            writer.WriteItem(new JsonObject { ["outcome"] = name, ["rows"] = rows });
        }

        writer.EndList();
    }

    /// <summary>The whole in one line: `+12 ~40 =3 !5`, and words for what has no sign; of an outreach, `12 to send, 3 left out`.</summary>
    public static string InShort(JsonNode job) => IsOfPeople(job) ? InWords(job) : InSigns(job);

    /// <summary>Whether what is counted are people who are written to, rather than records.</summary>
    public static bool IsOfPeople(JsonNode job) => (string?)job["kind"] == "outreach";

    private static string InWords(JsonNode job)
    {
        var toSend = Of(job, "created");
        return Text($"{toSend:N0} to send, {Outcomes.Sum(outcome => Of(job, outcome)) - toSend:N0} left out");
    }

    private static string InSigns(JsonNode job)
    {
        var signs = Signs
            .Where(entry => entry.Outcome != "deleted" || Of(job, entry.Outcome) > 0)
            .Select(entry => Text($"{entry.Sign}{Of(job, entry.Outcome):N0}"));
        var words = SaidInWords
            .Where(outcome => Of(job, outcome) > 0)
            .Select(outcome => Text($", {Of(job, outcome):N0} {outcome}"));
        return string.Join(' ', signs) + string.Concat(words);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
