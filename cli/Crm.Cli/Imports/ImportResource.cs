using System.CommandLine;
using Crm.Cli.Resources;

namespace Crm.Cli.Imports;

/// <summary>The argument that names what is imported.</summary>
internal static class ImportResource
{
    public static Argument<string> Argument()
    {
        var argument = new Argument<string>("resource")
        {
            Description = "What the rows become: customers, opportunities …",
            HelpName = "RESOURCE",
        };
        argument.CompletionSources.Add([.. Nouns.All.Where(IsImportable).Select(noun => noun.Name)]);
        return argument;
    }

    private static bool IsImportable(Noun noun) => noun.Verbs.Contains(Verb.Upsert);
}
