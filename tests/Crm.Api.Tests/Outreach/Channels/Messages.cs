using Crm.Api.Outreach;
using Crm.Api.Outreach.Channels;

namespace Crm.Api.Tests.Outreach.Channels;

/// <summary>Messages that are ready to leave.</summary>
internal static class Messages
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    public static OutgoingMessage Of(int number) =>
        new()
        {
            Id = Guid.CreateVersion7(Now),
            Token = $"token-{number}",
            Channel = OutreachChannel.Email,
            Address = $"anna{number}@example.com",
            RecipientName = "Anna Müller",
            SenderName = "The Shop",
            SenderAddress = "shop@example.org",
            ReplyTo = "reply@example.org",
            Subject = "News for you",
            Text = "Hello",
            Html = "<p>Hello</p>",
            UnsubscribeUrl = new Uri($"https://crm.example.org/u/token-{number}"),
            UnsubscribeMailbox = $"unsubscribe+token-{number}@example.org",
            Date = Now,
        };
}
