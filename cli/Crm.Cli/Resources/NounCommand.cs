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

        foreach (var verb in noun.Verbs)
        {
            Add(CommandFor(verb, noun, scope));
        }

        foreach (var verb in noun.OwnVerbs)
        {
            Add(new ActionCommand(noun, verb, scope));
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
