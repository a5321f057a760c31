using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Crm.Api.Http;

/// <summary>What each error code means, read from the one table that people read too: openapi/README.md.</summary>
internal static partial class ProblemCodes
{
    private const string Resource = "Crm.Api.ContractManual.md";

    public static FrozenDictionary<string, ProblemCode> All { get; } =
        Row()
            .Matches(Manual())
            .Select(row => new ProblemCode(
                row.Groups["code"].Value,
                row.Groups["status"].Value,
                row.Groups["meaning"].Value
            ))
            .ToFrozenDictionary(row => row.Code, StringComparer.Ordinal);

    private static string Manual()
    {
        using var stream =
            typeof(ProblemCodes).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(
        @"^\| `(?<code>[a-z-]+)` \| (?<status>[0-9x]+(, (job|fire))?|field|row|job|fire) \| (?<meaning>.+) \|\r?$",
        RegexOptions.Multiline
    )]
    private static partial Regex Row();
}

/// <summary>An error code, the status it comes with, and what to do about it.</summary>
internal sealed record ProblemCode(string Code, string Status, string Meaning);
