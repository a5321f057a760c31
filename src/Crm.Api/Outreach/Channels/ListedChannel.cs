namespace Crm.Api.Outreach.Channels;

/// <summary>For what people deliver, by letter, phone or fax: the list of messages is what they work from.</summary>
internal sealed class ListedChannel : IOutreachChannel
{
    public Task<IReadOnlyList<HandOver>> HandOverAsync(IReadOnlyList<OutgoingMessage> messages) =>
        Task.FromResult<IReadOnlyList<HandOver>>([.. messages.Select(_ => new HandOver(HandOverOutcome.Exported))]);
}
