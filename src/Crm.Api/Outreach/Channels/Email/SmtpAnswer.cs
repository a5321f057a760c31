using System.Globalization;
using Crm.Mail.Smtp;

namespace Crm.Api.Outreach.Channels.Email;

/// <summary>What a mail server made of a mail, as the channels of outreach say it.</summary>
internal static class SmtpAnswer
{
    private const int LongestDetail = 300;
    private const int TooLarge = 552;

    public static HandOver ToHandOver(this SmtpOutcome outcome, string address) =>
        new(
            outcome.Verdict switch
            {
                SmtpVerdict.Accepted => HandOverOutcome.Accepted,
                SmtpVerdict.RejectedForGood when IsAboutUs(outcome) => HandOverOutcome.NotSent,
                SmtpVerdict.RejectedForGood => HandOverOutcome.RefusedForGood,
                SmtpVerdict.RejectedForNow => HandOverOutcome.RefusedForNow,
                SmtpVerdict.NotSent => HandOverOutcome.NotSent,
                SmtpVerdict.Unknown => HandOverOutcome.Unknown,
            },
            outcome.Verdict switch
            {
                SmtpVerdict.Accepted => null,
                SmtpVerdict.NotSent => HandOverCodes.Unreachable,
                SmtpVerdict.Unknown => HandOverCodes.NoAnswer,
                SmtpVerdict.RejectedForGood or SmtpVerdict.RejectedForNow => outcome.Code.ToString(
                    CultureInfo.InvariantCulture
                ),
            },
            outcome.Verdict == SmtpVerdict.Accepted ? null : WithoutAddress(outcome.Text, address),
            outcome.BlamesAddress
        );

    /// <summary>A server that wants no sign-in or sender of ours refuses every mail alike; only the size of one is told as early.</summary>
    private static bool IsAboutUs(SmtpOutcome outcome) => outcome is { Stage: SmtpStage.Sender, Code: not TooLarge };

    // Servers like to repeat whom they refuse, and the detail is shown where the person may be erased already.
    private static string WithoutAddress(string text, string address)
    {
        var localPart = address.Split('@')[0];
        var words = text.ReplaceLineEndings(" ")
            .Split(' ')
            .Select(word =>
                word.Contains('@', StringComparison.Ordinal)
                || word.Trim('<', '>', '(', ')', '"', '\'', ':', ';', ',', '.')
                    .Equals(localPart, StringComparison.OrdinalIgnoreCase)
                    ? "…"
                    : word
            );
        var detail = string.Join(' ', words);
        return detail.Length > LongestDetail ? detail[..LongestDetail] : detail;
    }
}
