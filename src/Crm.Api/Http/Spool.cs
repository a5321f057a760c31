using System.Security.Cryptography;

namespace Crm.Api.Http;

/// <summary>Temporary files, gone when they are closed, for what may be too large for memory.</summary>
internal static class Spool
{
    public const int BufferSize = 64 * 1024;

    public static FileStream Open() =>
        new(
            Path.GetTempFileName(),
            FileMode.Open,
            FileAccess.ReadWrite,
            FileShare.None,
            BufferSize,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous
        );

    /// <summary>Reads a body to its end; the file stands at its beginning.</summary>
    public static async Task<FileStream> ReadAsync(
        Stream body,
        IncrementalHash hash,
        long maxBytes,
        CancellationToken cancellationToken
    )
    {
        var file = Open();
        try
        {
            var buffer = new byte[BufferSize];
            int read;
            while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
            {
                if (file.Position + read > maxBytes)
                {
                    throw new ProblemException(
                        Problem.Of(413, "body-too-large", $"The body may have {maxBytes} bytes at most.")
                    );
                }

                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
