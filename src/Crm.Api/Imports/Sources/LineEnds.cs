namespace Crm.Api.Imports.Sources;

/// <summary>What ends the lines of a file.</summary>
internal static class LineEnds
{
    public static ImportFinding Of(ReadOnlySpan<char> sample)
    {
        var both = sample.Count("\r\n");
        var (returns, feeds) = (sample.Count('\r') - both, sample.Count('\n') - both);
        var kinds = new[] { ("crlf", both), ("lf", feeds), ("cr", returns) }.Where(kind => kind.Item2 > 0).ToList();
        return kinds switch
        {
            [] => new ImportFinding("none", "The file has a single line."),
            [var (name, count)] => new ImportFinding(name, $"It ends all of the first {count} lines."),
            _ => new ImportFinding(
                "mixed",
                $"The beginning has {string.Join(", ", kinds.Select(kind => $"{kind.Item2} × {kind.Item1}"))}."
            ),
        };
    }
}
