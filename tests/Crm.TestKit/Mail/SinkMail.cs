using System.Text;

namespace Crm.TestKit;

/// <summary>A mail that a sink has taken.</summary>
public sealed record SinkMail(string Sender, string Recipient, byte[] Content)
{
    public string Text => Encoding.UTF8.GetString(Content);
}
