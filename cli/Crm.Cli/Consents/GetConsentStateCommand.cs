using Crm.Cli.Resources;

namespace Crm.Cli.Consents;

/// <summary>`crm consents state`: what holds for an address.</summary>
internal static class GetConsentStateCommand
{
    public static OwnVerb Verb { get; } =
        new("state", "Show what holds for an address by all that was said.", HttpMethod.Get, "/v1/consents/state")
        {
            Columns = ["channel", "address", "states"],
            Examples = ["crm consents state --channel email --address ada@acme.example --purpose newsletter"],
        };
}
