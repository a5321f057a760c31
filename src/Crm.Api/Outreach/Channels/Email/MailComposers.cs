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
            refused = NotSent(
                $"No sender is named, by the campaign or by {MailOptions.Section}:{nameof(MailOptions.SenderAddress)}."
            );
            return false;
        }

        if (!MailAddress.IsValid(sender) || (message.ReplyTo is { } replyTo && !MailAddress.IsValid(replyTo)))
        {
            refused = NotSent("The campaign's sender or where answers go is no mail address.");
            return false;
        }

        if (!TryTake(out var lent, out var trouble))
        {
            refused = NotSent(trouble);
            return false;
        }

        try
        {
            var content = lent.Composer.Compose(_mail.Of(message, sender));
            mail = new SmtpMail(_mail.EnvelopeFrom(message, sender), message.Address, content);
            return true;
        }
        catch (MailRefusedException wrong)
        {
            refused = new HandOver(HandOverOutcome.RefusedForGood, HandOverCodes.InvalidMessage, wrong.Message);
            return false;
        }
        finally
        {
            _idle.Add(lent);
        }
    }

    private bool TryTake(out (MailComposer Composer, DkimSigner? Signer) lent, out string trouble)
    {
        trouble = "";
        if (_idle.TryTake(out lent))
        {
            return true;
        }

        try
        {
            var signer = options.MakeSigner();
            lent = (new MailComposer(signer), signer);
            return true;
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or MailRefusedException)
        {
            trouble = $"{MailOptions.Section}:{nameof(MailOptions.DkimKeyFile)} cannot be used: {unusable.Message}";
            return false;
        }
    }

    /// <summary>What is wrong is wrong for all mails, until somebody puts it right.</summary>
    private static HandOver NotSent(string detail) => new(HandOverOutcome.NotSent, HandOverCodes.NotConfigured, detail);

    public void Dispose()
    {
        while (_idle.TryTake(out var lent))
        {
            lent.Signer?.Dispose();
        }
    }
}
