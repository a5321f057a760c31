using System.CommandLine;
using Crm.Cli.CommandLine;
using Crm.Cli.Resources;

namespace Crm.Cli.Imports;

/// <summary>The argument that names what is imported.</summary>
internal static class ImportResource
{
    public static Argument<string?> Argument(bool isRequired)
    {
        var argument = new Argument<string?>("resource")
        {
            Description = "What the rows become: customers, opportunities …",
            HelpName = "RESOURCE",
            Arity = isRequired ? ArgumentArity.ExactlyOne : ArgumentArity.ZeroOrOne,
        };
        argument.CompletionSources.Add([.. Names]);
        return argument;
    }

    /// <summary>Said before anything else that may be wrong: without it no file and no map means anything.</summary>
    public static string Known(string resource, string done) =>
        Names.Contains(resource, StringComparer.Ordinal)
            ? resource
            : throw Failure.Usage(
                $"'{resource}' cannot be {done}.{DidYouMean.Question(Names, resource)}",
                $"one of {string.Join(", ", Names)}"
            );

    private static IEnumerable<string> Names => Nouns.All.Where(IsImportable).Select(noun => noun.Name);

    private static bool IsImportable(Noun noun) => noun.Verbs.Contains(Verb.Upsert) || noun.IsAppendOnly;
}
