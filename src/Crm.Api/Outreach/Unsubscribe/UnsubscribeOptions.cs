using System.ComponentModel.DataAnnotations;
using Crm.Api.Kernel;

namespace Crm.Api.Outreach.Unsubscribe;

/// <summary>Where people can say that they want no more messages.</summary>
internal sealed class UnsubscribeOptions
{
    public const string Section = "Crm:Outreach";

    /// <summary>Where the world reaches this service, such as <c>https://crm.example.com</c>; null: messages have no links of ours.</summary>
    [PublicUrl]
    public Uri? PublicUrl { get; set; }

    /// <summary>
    /// The mailbox whose mail is read for those who unsubscribe by mail, such as <c>unsubscribe@example.com</c>; it must take mail to
    /// <c>unsubscribe+…@example.com</c> too. Null: that way is not offered.
    /// </summary>
    [TokenMailbox]
    public string? UnsubscribeMailbox { get; set; }

    /// <summary>What stands before the at sign of that mailbox.</summary>
    public string? UnsubscribeLocalPart => UnsubscribeMailbox?.Split('@')[0];
}

/// <summary>An address of a web site that links can be made of; only the own machine does without https.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PublicUrlAttribute()
    : ValidationAttribute("{0} must be an https address without query or fragment, such as https://crm.example.com.")
{
    public override bool IsValid(object? value) =>
        value is null
        || (
            value is Uri { IsAbsoluteUri: true, Query: "", Fragment: "", UserInfo: "" } url
            && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
        );
}

/// <summary>A mail address that has room for a token.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TokenMailboxAttribute()
    : ValidationAttribute("{0} must be a mail address of at most 20 characters before the @.")
{
    // 64 octets at most (RFC 5321, section 4.5.3.1.1), of which the token and its plus sign take 44.
    private const int MaxLocalPart = 20;

    public override bool IsValid(object? value) =>
        value is null
        || (
            value is string mailbox
            && Normaliser.Email(mailbox) is not null
            && mailbox.IndexOf('@') is > 0 and <= MaxLocalPart
            && !mailbox.Contains('+')
            && mailbox.All(letter => letter is > ' ' and <= '~' and not ('<' or '>' or ',' or '"'))
        );
}
