namespace Crm.Mail.Smtp;

/// <summary>What became of one mail.</summary>
/// <param name="Verdict">What it comes to.</param>
/// <param name="Stage">Where it was decided.</param>
/// <param name="Code">The server's reply code; 0 where none came.</param>
/// <param name="Text">The server's words, or what happened. The server may name the address: nothing for a log.</param>
public sealed record SmtpOutcome(SmtpVerdict Verdict, SmtpStage Stage, int Code, string Text)
{
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
