using System.CommandLine;
using Crm.Cli.CommandLine;

namespace Crm.Cli.Resources;

/// <summary>`crm customers` and its verbs, built only when the command line mentions the noun.</summary>
internal sealed class NounCommand : GroupCommand
{
    public NounCommand(Noun noun, CommandScope scope)
        : base(noun.Name, noun.Description, scope)
    {
        if (!scope.Mentions.Include(noun.Name))
        {
            return;
        }

        var own = noun.OwnCommands.Select(create => create(noun, scope)).ToDictionary(command => command.Name);
        foreach (var verb in noun.Verbs)
        {
            var command = CommandFor(verb, noun, scope);
            Add(own.Remove(command.Name, out var better) ? better : command);
        }

        foreach (var verb in noun.OwnVerbs)
        {
            Add(new ActionCommand(noun, verb, scope));
        }

        foreach (var command in own.Values)
        {
            Add(command);
        }
    }

    private static Command CommandFor(Verb verb, Noun noun, CommandScope scope) =>
        verb switch
        {
            Verb.List => new ListCommand(noun, scope),
            Verb.Get => new GetCommand(noun, scope),
            Verb.Create => new CreateCommand(noun, scope),
            Verb.Update => new UpdateCommand(noun, scope),
            Verb.Delete => new DeleteCommand(noun, scope),
            Verb.Undelete => new UndeleteCommand(noun, scope),
            Verb.Upsert => new UpsertCommand(noun, scope),
            Verb.Batch => new BatchCommand(noun, scope),
        };
}
