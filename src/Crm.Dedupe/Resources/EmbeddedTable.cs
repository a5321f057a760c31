namespace Crm.Dedupe.Resources;

/// <summary>Reads the tab-separated tables that are embedded into the engine.</summary>
internal static class EmbeddedTable
{
    public static IEnumerable<string[]> Rows(string file)
    {
        using var stream =
            typeof(EmbeddedTable).Assembly.GetManifestResourceStream(typeof(EmbeddedTable), file)
            ?? throw new InvalidOperationException($"The table {file} is not embedded.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                yield return line.Split('\t');
            }
        }
    }
}
