using System.IO.Compression;
using System.Text;
using Crm.Api.Imports.Sources;

namespace Crm.Api.Tests.Imports.Sources;

/// <summary>Reads bytes as an import would.</summary>
internal static class SourceFile
{
    public static async Task<ReadFile> ReadAsync(SourceSettings settings, params byte[][] parts) =>
        await ReadAsync(settings, bytesAtOnce: int.MaxValue, parts);

    public static async Task<ReadFile> ReadAsync(SourceSettings settings, int bytesAtOnce, params byte[][] parts)
    {
        var opened = parts.Select(bytes => new SourcePart(
            null,
            _ => Task.FromResult<Stream>(new SlowStream(bytes, bytesAtOnce))
        ));
        await using var source = await RowSources.OpenAsync([.. opened], settings, CancellationToken.None);
        var rows = new List<SourceRow>();
        while (await source.ReadAsync(CancellationToken.None) is { } row)
        {
            rows.Add(row);
        }

        return new ReadFile(source.Columns, source.Findings, rows);
    }

    public static Task<ReadFile> ReadAsync(string text, SourceSettings? settings = null) =>
        ReadAsync(settings ?? new SourceSettings(), Encoding.UTF8.GetBytes(text));

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    public static Encoding EncodingOf(string name) => FileEncoding.Find(name)!;

    private sealed class SlowStream(byte[] bytes, int bytesAtOnce) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, bytesAtOnce)], cancellationToken);
    }
}

/// <summary>What was read.</summary>
internal sealed record ReadFile(IReadOnlyList<string> Columns, ImportFindings Findings, IReadOnlyList<SourceRow> Rows)
{
    /// <summary>A line per row: where it begins and its cells, or what is wrong with it.</summary>
    public string Text =>
        string.Join(
            '\n',
            Rows.Select(row =>
                row.Fault is { } fault
                    ? $"{row.Line} {fault.Code} {fault.Field}".TrimEnd()
                    : $"{row.Line} {string.Join('|', row.Cells)}"
            )
        );
}
