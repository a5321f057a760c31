using System.IO.Compression;
using System.Text;

namespace Crm.Api.Tests.Contract.BadInput;

/// <summary>Compresses what a test sends.</summary>
internal static class Gzip
{
    public static byte[] Of(string text)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return compressed.ToArray();
    }
}
