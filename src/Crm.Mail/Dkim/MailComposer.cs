using System.Buffers;
using Crm.Mail.Mime;

namespace Crm.Mail.Dkim;

/// <summary>Writes mails and signs them, where there is a key. Keeps its buffers: by one thread at a time.</summary>
public sealed class MailComposer(DkimSigner? signer)
{
    private readonly MimeWriter _writer = new();
    private readonly ArrayBufferWriter<byte> _mail = new();
    private readonly ArrayBufferWriter<byte> _signature = new();

    /// <summary>The mail as it travels, signed at its own date.</summary>
    /// <exception cref="MailRefusedException">It cannot be written as given.</exception>
    public byte[] Compose(MailMessage message)
    {
        _mail.ResetWrittenCount();
        _signature.ResetWrittenCount();
        _writer.Write(message, _mail);
        signer?.Sign(_mail.WrittenSpan, message.Date, _signature);
        return [.. _signature.WrittenSpan, .. _mail.WrittenSpan];
    }
}
