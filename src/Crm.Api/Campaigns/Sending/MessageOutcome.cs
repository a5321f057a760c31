using Crm.Api.Campaigns.Planning;
using Crm.Api.Jobs.Ledger;
using Crm.Api.Outreach.Channels;

namespace Crm.Api.Campaigns.Sending;

/// <summary>What came of handing a message over, in its row and in the ledger.</summary>
internal static class MessageOutcome
{
    public const string UnknownCode = "unknown";
    public const string DeferredCode = "deferred";
    private const string FailedCode = "refused";

    /// <summary>Writes it into the message's row.</summary>
    public static void Note(this Message message, HandOver handOver, DateTimeOffset now)
    {
        message.State = handOver.Outcome switch
        {
            HandOverOutcome.Accepted => MessageState.Sent,
            HandOverOutcome.Exported => MessageState.Exported,
            HandOverOutcome.RefusedForGood => MessageState.Failed,
            HandOverOutcome.RefusedForNow or HandOverOutcome.NotSent => MessageState.Deferred,
            HandOverOutcome.Unknown => MessageState.Unknown,
        };
        message.Code = handOver.Code;
        message.Detail = handOver.Detail;
        if (message.State is MessageState.Sent or MessageState.Exported)
        {
            message.SendTime = now;
        }
    }

    /// <summary>It did not leave, since its recipient said no at the last moment.</summary>
    public static void Withhold(this Message message, string reason) =>
        (message.State, message.Code) = (MessageState.Deferred, reason);

    /// <summary>Nobody can say any more whether it was taken.</summary>
    public static void GiveUp(this Message message) =>
        (message.State, message.Code) = (MessageState.Unknown, UnknownCode);

    /// <summary>The ledger's line of a message by what its row says.</summary>
    public static LedgerLine LineOf(PlannedMessage planned, Message message) =>
        message.State switch
        {
            MessageState.Sent or MessageState.Exported => planned.ToLine(LineOutcome.Created),
            MessageState.Failed => planned.ToLine(LineOutcome.Rejected, message.Code ?? FailedCode, message.Detail),
            MessageState.Deferred => planned.ToLine(
                LineOutcome.Unprocessed,
                message.Code ?? DeferredCode,
                message.Detail
            ),
            MessageState.Unknown or MessageState.Claimed => planned.ToLine(
                LineOutcome.Unprocessed,
                UnknownCode,
                message.Detail
            ),
        };
}
