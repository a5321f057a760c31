using Crm.Cli.Resources;

namespace Crm.Cli.Segments;

/// <summary>`crm segments try`: the same of what is not stored.</summary>
internal static class TrySegmentCommand
{
    public static OwnVerb Verb { get; } =
        new(
            "try",
            "Count the customers whom a filter finds, in some segments and not in others.",
            HttpMethod.Post,
            "/v1/segments/preview"
        )
        {
            IsReading = true,
            Columns = ["count", "sample"],
            Examples = ["crm segments try --filter 'birthday = today() AND orders.count(status = fulfilled) > 3'"],
        };
}
