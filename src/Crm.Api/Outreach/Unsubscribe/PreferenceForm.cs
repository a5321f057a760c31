using Crm.Api.Http;
using Crm.Api.Kernel;
using Microsoft.AspNetCore.Http.Features;

namespace Crm.Api.Outreach.Unsubscribe;

/// <summary>Reads what was posted: by a mail program with one click, or by a person from the page.</summary>
internal static class PreferenceForm
{
    public const string Choice = "choice";

    private const int MaxBytes = 8 * 1024;
    private const int MaxFields = 16;

    private static readonly FormOptions Limits = new()
    {
        ValueCountLimit = MaxFields,
        KeyLengthLimit = MaxBytes,
        ValueLengthLimit = MaxBytes,
        MultipartBodyLengthLimit = MaxBytes,
        BufferBodyLengthLimit = MaxBytes,
    };

    /// <summary>A post without a word of what is wanted is refused: a scanner may post as well as get.</summary>
    public static async Task<PostedChoice> ReadAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaxBytes;
        }

        var feature = new FormFeature(http.Request, Limits);
        if (!feature.HasFormContentType)
        {
            throw new ProblemException(
                Problem.Of(415, "unsupported-media-type", "Send a form, such as List-Unsubscribe=One-Click.")
            );
        }

        try
        {
            return ChoiceIn(await feature.ReadFormAsync(cancellationToken));
        }
        // A form that breaks off reads as a stream that does.
        catch (Exception broken) when (broken is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            throw Unclear();
        }
    }

    public static string WordOf(SubscriptionChoice choice) => EnumText<SubscriptionChoice>.Of(choice);

    // The words of RFC 8058, section 3.2.
    private static PostedChoice ChoiceIn(IFormCollection form) =>
        form["List-Unsubscribe"] == "One-Click"
            ? new PostedChoice(SubscriptionChoice.Purpose, IsOneClick: true)
            : new PostedChoice(
                Enum.GetValues<SubscriptionChoice>().Where(choice => form[Choice] == WordOf(choice)).ToArray()
                    is [var chosen]
                    ? chosen
                    : throw Unclear(),
                IsOneClick: false
            );

    private static ProblemException Unclear() =>
        new(Problem.Malformed(Choice, "choice-unknown", "Say List-Unsubscribe=One-Click, or choose on the page."));
}

/// <summary>What somebody wants, and whether a mail program said it for them.</summary>
internal sealed record PostedChoice(SubscriptionChoice Choice, bool IsOneClick);
