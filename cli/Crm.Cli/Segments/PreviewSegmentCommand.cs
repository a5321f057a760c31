using Crm.Cli.Resources;

namespace Crm.Cli.Segments;

/// <summary>`crm segments preview ID`: how many are in a segment now, and some of them.</summary>
internal static class PreviewSegmentCommand
{
    public static OwnVerb Verb { get; } =
        new(
            "preview",
            "Count who is in a segment now, and show some of them.",
            HttpMethod.Post,
            "/v1/segments/{id}/preview"
        )
        {
            IsReading = true,
            Columns = ["count", "sample"],
            Examples = ["crm segments preview 0198c5f2-7d1e-7a3b-9c41-5f0e2d6b8a17 --sample-size 20"],
        };
}
