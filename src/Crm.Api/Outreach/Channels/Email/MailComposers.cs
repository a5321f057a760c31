using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Crm.Mail.Dkim;
using Crm.Mail.Mime;
using Crm.Mail.Smtp;

namespace Crm.Api.Outreach.Channels.Email;

/// <summary>Writes and signs mails, many at a time: buffers and keys are lent to one thread each.</summary>
internal sealed class MailComposers(MailOptions options) : IDisposable
{
    private readonly OutgoingMail _mail = new(options);
    private readonly ConcurrentBag<(MailComposer Composer, DkimSigner? Signer)> _idle = [];

    /// <summary>Writes the mail of a message with its envelope, or says why not.</summary>
    public bool TryCompose(OutgoingMessage message, [NotNullWhen(true)] out SmtpMail? mail, out HandOver refused)
    {
        (mail, refused) = (null, default);
        if (_mail.SenderOf(message) is not { } sender)
        {
            refused = new HandOver(
                HandOverOutcome.NotSent,
                HandOverCodes.NotConfigured,
                $"No sender is named, by the campaign or by {MailOptions.Section}:{nameof(MailOptions.SenderAddress)}."
            );
            return false;
        }

        if (!_idle.TryTake(out var lent))
        {
            var signer = options.MakeSigner();
            lent = (new MailComposer(signer), signer);
        }

        try
        {
            var content = lent.Composer.Compose(_mail.Of(message, sender));
            mail = new SmtpMail(_mail.EnvelopeFrom(message, sender), message.Address, content);
            return true;
        }
        catch (MailRefusedException trouble)
        {
            refused = new HandOver(HandOverOutcome.RefusedForGood, HandOverCodes.InvalidMessage, trouble.Message);
            return false;
        }
        finally
        {
            _idle.Add(lent);
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var lent))
        {
            lent.Signer?.Dispose();
        }
    }
}
