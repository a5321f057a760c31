using Crm.Cli.Resources;

namespace Crm.Cli.Suppressions;

/// <summary>`crm suppressions check`: whether an address may be written to.</summary>
internal static class CheckSuppressionCommand
{
    public static OwnVerb Verb { get; } =
        new(
            "check",
            "Show whether an address may be written to, as far as the list says.",
            HttpMethod.Get,
            "/v1/suppressions/check"
        )
        {
            Columns = ["isSuppressed", "channel", "address", "suppressions"],
            Examples = ["crm suppressions check --channel email --address ada@acme.example"],
        };
}
