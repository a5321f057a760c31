using System.Text;
using System.Text.RegularExpressions;

namespace Crm.Api.Kernel;

/// <summary>Language tags of BCP 47.</summary>
internal static partial class Languages
{
    /// <summary>Whether the text has the form of a language tag: <c>de</c>, <c>zh-Hans-CN</c>. Whether the subtags are registered is not checked.</summary>
    public static bool IsTag(string? tag) => tag is not null && Ascii.IsValid(tag) && Tag().IsMatch(tag);

    // The grammar of RFC 5646, section 2.1, without the irregular tags that it keeps for old times' sake.
    [GeneratedRegex(
        @"\A(?:(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
            + @"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
            + @"|x(?:-[a-z0-9]{1,8})+)\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Tag();
}
