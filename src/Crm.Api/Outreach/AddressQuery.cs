using Crm.Api.Http;
using Crm.Api.Kernel;

namespace Crm.Api.Outreach;

/// <summary>An address that a query asks about: what was typed, and the form in which it is known.</summary>
internal sealed record AddressQuery(OutreachChannel Channel, string Typed, string Key, string? Purpose)
{
    public static readonly QueryParameter[] Parameters =
    [
        new("channel", QueryParameterType.Text, "The channel it is an address of.", "email", Required: true)
        {
            Words = EnumText<OutreachChannel>.All,
        },
        new(
            "address",
            QueryParameterType.Text,
            "The address, in any way it may be written; of a letter the postal address in one line.",
            "ada@acme.example",
            Required: true
        ),
        new("purpose", QueryParameterType.Text, "Only what is about this purpose.", "newsletter"),
    ];

    /// <exception cref="ProblemException">The text is no address of that channel.</exception>
    public static AddressQuery Of(HttpContext http, InstallationOptions installation)
    {
        var query = http.Request.Query;
        var channel = EnumText<OutreachChannel>.Parse(query["channel"].ToString());
        var typed = query["address"].ToString();
        var key =
            OutreachAddress.KeyOf(channel, typed, installation.PhoneCountry)
            ?? throw new ProblemException(
                Problem.Malformed("address", "address-invalid", OutreachAddress.Refusal(channel))
            );
        return new AddressQuery(channel, typed, key, query["purpose"] is [{ Length: > 0 } purpose] ? purpose : null);
    }
}
