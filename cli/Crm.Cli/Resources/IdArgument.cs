using System.CommandLine;

namespace Crm.Cli.Resources;

/// <summary>The argument that names a record.</summary>
internal static class IdArgument
{
    public static Argument<string> For(Noun noun) =>
        new("id") { Description = $"Id or number of the {noun.Singular}", HelpName = "ID" };
}
