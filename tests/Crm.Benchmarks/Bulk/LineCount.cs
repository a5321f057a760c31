namespace Crm.Benchmarks.Bulk;

/// <summary>Reads something to its end as fast as it comes.</summary>
internal static class LineCount
{
    private const int BufferSize = 256 * 1024;

    public static async Task<long> OfAsync(Stream stream)
    {
        var buffer = new byte[BufferSize];
        var lines = 0L;
        int read;
        while ((read = await stream.ReadAsync(buffer)) > 0)
        {
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
        }

        return lines;
    }
}
