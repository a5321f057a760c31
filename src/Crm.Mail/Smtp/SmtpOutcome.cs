using Crm.Mail.Reports;

namespace Crm.Mail.Smtp;

/// <summary>What became of one mail.</summary>
/// <param name="Verdict">What it comes to.</param>
/// <param name="Stage">Where it was decided.</param>
/// <param name="Code">The server's reply code; 0 where none came.</param>
/// <param name="Text">The server's words, or what happened. The server may name the address: nothing for a log.</param>
public sealed record SmtpOutcome(SmtpVerdict Verdict, SmtpStage Stage, int Code, string Text)
{
    // RFC 3463: no such mailbox or system, no mail taken there, moved away, given up, a domain without mail (RFC 7505).
    private static readonly (int Subject, int Detail)[] DeadAddress = [(1, 1), (1, 2), (1, 3), (1, 6), (1, 10), (2, 1)];

    /// <summary>Whether the server says that nothing sent to that address will ever arrive.</summary>
    public bool BlamesAddress =>
        this is { Verdict: SmtpVerdict.RejectedForGood, Stage: SmtpStage.Recipient }
        && StatusCode.Find(Text) is { Class: 5 } status
        && DeadAddress.Contains((status.Subject, status.Detail));

    internal static SmtpOutcome NotSent(SmtpStage stage, string text) => new(SmtpVerdict.NotSent, stage, 0, text);

    internal static SmtpOutcome Unknown(string text) => new(SmtpVerdict.Unknown, SmtpStage.Content, 0, text);

    internal static SmtpOutcome Of(SmtpStage stage, SmtpReply reply) =>
        new(
            reply.Class switch
            {
                SmtpReplyClass.Done => SmtpVerdict.Accepted,
                SmtpReplyClass.Never => SmtpVerdict.RejectedForGood,
                SmtpReplyClass.NotNow => SmtpVerdict.RejectedForNow,
                // An answer that is none of these leaves open who has the mail.
                SmtpReplyClass.GoOn => SmtpVerdict.Unknown,
            },
            stage,
            reply.Code,
            reply.Text
        );
}
