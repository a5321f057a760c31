using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Resources;

namespace Crm.Cli.Jobs;

/// <summary>`crm jobs cancel`: stops a job; what it has done stays done.</summary>
internal sealed class CancelJobCommand : RecordCommand
{
    public CancelJobCommand(CommandScope scope)
        : base("cancel", "Stop a job; what it has done so far stays done.")
    {
        Examples = ["crm jobs cancel --last"];
        var selection = new JobSelection(this);
        Runs(
            scope,
            JobNoun.Noun,
            async (session, writer, parsed, cancellationToken) =>
            {
                var path = ApiRequest.PathOf("jobs", selection.Of(parsed, session), "cancel");
                var request = new ApiRequest(HttpMethod.Post, path)
                {
                    IdempotencyKey = IdempotencyKey.New(session.Shell.Clock),
                };
                writer.WriteSingle((await session.Client.SendAsync(request, cancellationToken))!);
                return ExitCode.Ok;
            }
        );
    }
}
