using Crm.Cli.Exports;
using Crm.Cli.Imports;
using Crm.Cli.Resources;

namespace Crm.Cli.Suppressions;

/// <summary>`crm suppressions`.</summary>
internal static class SuppressionNoun
{
    public static Noun Noun { get; } =
        new("suppressions", "suppression", "Addresses that must not be written to, and why.")
        {
            OwnVerbs = [CheckSuppressionCommand.Verb],
            OwnCommands =
            [
                (noun, scope) =>
                    new ImportCommand(scope, noun.Name)
                    {
                        Examples = ["crm suppressions import unsubscribed.csv --mode createOrSkip --match-on address"],
                    },
                (noun, scope) =>
                    new ExportCommand(scope, noun.Name)
                    {
                        Examples = ["crm suppressions export --to suppressions.csv"],
                    },
            ],
            Columns = ["channel", "address", "purpose", "reason", "source", "expireTime", "createTime"],
            ExampleFilter = "reason = \"hardBounce\"",
            ExampleFields = "--channel email --address ada@acme.example --reason manual",
            ExampleMatch = "address",
        };
}
