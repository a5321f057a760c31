using System.Text;
using Crm.Dedupe.Resources;

namespace Crm.Dedupe.Cleaning;

/// <summary>An e-mail address as its mailbox: without tag, and without what its provider ignores.</summary>
internal sealed class EmailAddress : ICleanValue
{
    private static readonly HashSet<string> FreeDomains =
    [
        .. EmbeddedTable.Rows("free-mail.tsv").Select(row => row[0]),
    ];

    private static readonly HashSet<string> Roles =
    [
        "info",
        "sales",
        "office",
        "contact",
        "kontakt",
        "mail",
        "admin",
        "support",
        "service",
        "hello",
        "team",
        "post",
        "buero",
        "vertrieb",
        "billing",
        "accounts",
        "enquiries",
        "noreply",
        "webmaster",
        "marketing",
        "hr",
        "jobs",
    ];

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> RolesBySpan = Roles.GetAlternateLookup<
        ReadOnlySpan<char>
    >();

    private readonly int _at;

    private EmailAddress(string local, string domain)
    {
        _at = local.Length;
        Key = $"{local}@{domain}";
    }

    public string Key { get; }

    public ReadOnlySpan<char> Local => Key.AsSpan(0, _at);

    public ReadOnlySpan<char> Domain => Key.AsSpan(_at + 1);

    public bool IsRole => RolesBySpan.Contains(Local);

    public static EmailAddress? From(string typed)
    {
        var text = typed.Trim().TrimEnd('.', '>', ';').TrimStart('<');
        text = Ascii.IsValid(text) ? text : text.Normalize(NormalizationForm.FormKC);
        text = text.ToLowerInvariant();
        text = text.StartsWith("mailto:", StringComparison.Ordinal) ? text["mailto:".Length..] : text;
        var at = text.LastIndexOf('@');
        if (at < 1 || at == text.Length - 1)
        {
            return null;
        }

        var local = text[..at];
        var domain = text[(at + 1)..] is "googlemail.com" ? "gmail.com" : text[(at + 1)..];
        var tag = local.IndexOf('+', StringComparison.Ordinal);
        local = tag > 0 ? local[..tag] : local;
        return new EmailAddress(
            domain == "gmail.com" ? local.Replace(".", "", StringComparison.Ordinal) : local,
            domain
        );
    }

    public static bool IsFree(string domain) => FreeDomains.Contains(domain);

    /// <summary>
    /// Whether the local part is made of words of the names and their beginnings: then it tells nothing that they do not.
    /// Two digits and more tell something.
    /// </summary>
    public bool IsMadeOf(NameValue? given, NameValue? family)
    {
        var local = Local.ToString();
        if (local.Count(char.IsAsciiDigit) > 1)
        {
            return false;
        }

        var rest = string.Concat(Folding.FoldUmlauts(local).Where(char.IsLetter));
        rest = Shortened(rest, family?.Latin);
        rest = Shortened(rest, given?.Latin);
        return rest.Length <= 1;
    }

    private static string Shortened(string rest, string? name) =>
        name is { Length: > 1 } && rest.Contains(name, StringComparison.Ordinal)
            ? rest.Replace(name, "", StringComparison.Ordinal)
            : rest;
}
