using Crm.Cli.CommandLine;
using Crm.Cli.Connection;

namespace Crm.Cli.Resources;

/// <summary>`crm customers undelete ID`: takes a record out of the trash.</summary>
internal sealed class UndeleteCommand : ChangeCommand
{
    public UndeleteCommand(Noun noun, CommandScope scope)
        : base("undelete", $"Bring a deleted {noun.Singular} back.", isGuarded: false)
    {
        var id = IdArgument.For(noun);
        Examples = [$"crm {noun.Name} undelete {noun.ExampleId}"];
        Arguments.Add(id);
        Sends(
            scope,
            noun,
            (parsed, _) =>
                Task.FromResult(
                    new ApiRequest(
                        HttpMethod.Post,
                        ApiRequest.PathOf(noun.Name, parsed.GetRequiredValue(id), "undelete")
                    )
                )
        );
    }
}
