using Crm.Cli.Resources;

namespace Crm.Cli.Consents;

/// <summary>`crm consents record`: adds what somebody said.</summary>
internal static class RecordConsentCommand
{
    public static OwnVerb Verb { get; } =
        new("record", "Record that somebody said yes or no.", HttpMethod.Post, "/v1/consents")
        {
            Examples =
            [
                "crm consents record --channel email --address ada@acme.example --purpose newsletter --state granted --source 'web form'",
            ],
        };
}
