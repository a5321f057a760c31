using Crm.Cli.Connection;
using Crm.Cli.Output;

namespace Crm.Cli.Resources;

/// <summary>Sends a single change and prints the record it answers with.</summary>
internal static class ChangedRecord
{
    public static async Task SendAndPrintAsync(
        ApiRequest request,
        Session session,
        RecordWriter writer,
        bool isDryRun,
        CancellationToken cancellationToken
    )
    {
        var record = await session.Client.SendAsync(request, cancellationToken);
        if (isDryRun)
        {
            await session.Shell.Error.WriteLineAsync("Dry run: the service accepts this; nothing was changed.");
        }

        if (record is not null)
        {
            writer.WriteSingle(record);
        }
    }
}
