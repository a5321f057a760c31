using System.ComponentModel.DataAnnotations;
using Crm.Api.Http.Outgoing;

namespace Crm.Api.Outreach.Channels.Gateways;

/// <summary>Who delivers the messages of a channel, <c>Crm:Gateways:Sms</c> for example: they are posted there, one by one.</summary>
internal sealed class GatewayOptions : IValidatableObject
{
    public const string Section = "Crm:Gateways";

    /// <summary>Where messages are posted to; null: nobody delivers that channel.</summary>
    public string? Url { get; set; }

    /// <summary>The secret by which the gateway knows us, <c>whsec_</c> and base64; better kept in a file of its own.</summary>
    public string? Secret { get; set; }

    /// <summary>A file whose first line is the secret.</summary>
    public string? SecretFile { get; set; }

    /// <summary>How long the answer may take. Giving up leaves it unknown whether a message was taken.</summary>
    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 15;

    /// <summary>How many messages are posted at once.</summary>
    [Range(1, 100)]
    public int Connections { get; set; } = 8;

    /// <summary>Lets the gateway be on a private network or this machine, and be spoken to without TLS.</summary>
    public bool AllowPrivateNetwork { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        List<ValidationResult> wrong = [];
        if (Url is not null)
        {
            if (
                !Uri.TryCreate(Url, UriKind.Absolute, out var url)
                || !(url.Scheme == Uri.UriSchemeHttps || (AllowPrivateNetwork && url.Scheme == Uri.UriSchemeHttp))
            )
            {
                wrong.Add(
                    new($"{Section}: Url must be an https address; http takes AllowPrivateNetwork.", [nameof(Url)])
                );
            }

            if (ReadSecret() is not { } secret || WebhookSigner.KeyOf(secret) is null)
            {
                wrong.Add(
                    new(
                        $"{Section}: Secret or SecretFile must hold whsec_ and 24 to 64 octets in base64.",
                        [nameof(Secret)]
                    )
                );
            }
        }

        return wrong;
    }

    public WebhookSigner MakeSigner() => new(WebhookSigner.KeyOf(ReadSecret()!)!);

    private string? ReadSecret() =>
        SecretFile is null ? Secret
        : File.Exists(SecretFile) ? File.ReadLines(SecretFile).FirstOrDefault()
        : null;
}
