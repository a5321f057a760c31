using System.CommandLine;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;

namespace Crm.Cli.Resources;

/// <summary>`crm customers get ID`: one record.</summary>
internal sealed class GetCommand : RecordCommand
{
    private readonly Option<string?> _expand = new("--expand")
    {
        Description = "Include linked records: owner",
        HelpName = "FIELDS",
    };

    public GetCommand(Noun noun, CommandScope scope)
        : base("get", $"Show one {noun.Singular}.")
    {
        var id = IdArgument.For(noun);
        Examples = [$"crm {noun.Name} get {noun.ExampleId}", $"crm {noun.Name} get {noun.ExampleId} --json id,etag"];
        Arguments.Add(id);
        Options.Add(_expand);
        Runs(
            scope,
            noun,
            async (session, writer, parsed, cancellationToken) =>
            {
                var request = new ApiRequest(HttpMethod.Get, ApiRequest.PathOf(noun.Name, parsed.GetRequiredValue(id)))
                {
                    Query = [("expand", parsed.GetValue(_expand))],
                };
                writer.WriteSingle((await session.Client.SendAsync(request, cancellationToken))!);
                return ExitCode.Ok;
            }
        );
    }
}
