using Crm.Api.Kernel.Normalising;

namespace Crm.Api.Kernel;

/// <summary>The identity forms of what people type: equal forms mean the same address, number or name.</summary>
/// <remarks>
/// The forms are keys: lookup, upsert and suppression compare nothing else, and they are stored. They are frozen, so changing
/// one, or the line of a country in <c>Tables/phone-plans.tsv</c>, is a breaking change. Every form is its own form, none
/// throws, and none guesses: what cannot be one of its kind is null. Finding likely duplicates among different forms is the
/// dedupe engine's work.
/// </remarks>
internal static class Normaliser
{
    /// <summary>
    /// An e-mail address in lower case, in Unicode's compatibility form (NFKC), its domain in punycode; at most 254 octets. Null when it
    /// cannot be an address: no local part, no domain with a dot, an internet address for a domain, a quoted local part, or a
    /// display name around it. Dots and tags (<c>+news</c>) stay: what they mean is the provider's own affair.
    /// </summary>
    public static string? Email(string typed) => EmailForm.Of(typed);

    /// <summary>
    /// A telephone number as E.164 (<c>+4930123456</c>), an extension of up to seven digits behind it (<c>;ext=12</c>); at most 28 characters.
    /// Null when its calling code is unknown or no country of that code has numbers of its length.
    /// </summary>
    /// <remarks>
    /// Understands a plus sign, <c>00</c> and the country's own international prefix; separators, brackets and <c>(0)</c>;
    /// digits of any script. A national number needs the country: its trunk prefix goes, the calling code comes in front.
    /// Letters on the keypad (<c>1-800-FLOWERS</c>) are not read, and short numbers (<c>112</c>) are only read where they are
    /// as long as ordinary ones.
    /// </remarks>
    /// <param name="typed">The number as typed.</param>
    /// <param name="country">ISO 3166 alpha-2 code of the country where the number is dialled; unknown codes count as null.</param>
    public static string? Phone(string typed, string? country) => PhoneForm.Of(typed, country);

    /// <summary>
    /// The host of a URL or host name in lower case and punycode, without <c>www.</c>; at most 253 characters. Null for an
    /// internet address, a name without a dot and an e-mail address.
    /// </summary>
    public static string? Domain(string typed) => DomainForm.Of(typed);

    /// <summary>
    /// A name in Unicode's compatibility form (NFKC), cases folded (<c>Straße</c> equals <c>STRASSE</c>), runs of spaces made one, invisible
    /// characters removed. Accents stay. Empty when nothing visible was typed.
    /// </summary>
    public static string Name(string typed) => NameForm.Of(typed);

    /// <summary>
    /// An id of another system in Unicode's canonical form (NFC), without spaces around it. Case and everything else stay: that system may
    /// tell <c>a1</c> from <c>A1</c>.
    /// </summary>
    public static string Identifier(string typed) => TypedText.Canonical(typed).Trim();
}
