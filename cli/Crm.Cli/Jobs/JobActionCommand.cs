using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Resources;

namespace Crm.Cli.Jobs;

/// <summary>`crm jobs pause|resume|cancel`: tells a job what to do, and shows how it stands then.</summary>
internal sealed class JobActionCommand : RecordCommand
{
    public JobActionCommand(string name, string description, CommandScope scope)
        : base(name, description)
    {
        Examples = [$"crm jobs {name} --last", $"crm jobs {name} {JobNoun.Noun.ExampleId}"];
        var selection = new JobSelection(this);
        Runs(
            scope,
            JobNoun.Noun,
            async (session, writer, parsed, cancellationToken) =>
            {
                var path = ApiRequest.PathOf("jobs", selection.Of(parsed, session), name);
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
