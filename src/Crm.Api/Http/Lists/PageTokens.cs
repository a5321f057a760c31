using Crm.Api.Paging;

namespace Crm.Api.Http.Lists;

/// <summary>What a page token that cannot be used is called outside.</summary>
internal static class PageTokens
{
    public static IReadOnlyList<string?> PositionOf(PageTokenReading reading) =>
        reading.Outcome switch
        {
            PageTokenOutcome.Ok => reading.Position,
            PageTokenOutcome.Malformed => throw Refused("page-token-malformed", "The page token is not one of ours."),
            PageTokenOutcome.OtherArguments => throw Refused(
                "page-token-other-arguments",
                "The page token belongs to a list with other arguments."
            ),
            PageTokenOutcome.Expired => throw Refused("page-token-expired", "The page token is too old; begin again."),
        };

    private static ProblemException Refused(string code, string detail) =>
        new(Problem.Malformed("pageToken", code, detail));
}
