using System.Globalization;
using Crm.Api.Kernel;

namespace Crm.Api.Http.Records;

/// <summary>What a call says of records that look like those that are there.</summary>
/// <param name="Policy">What becomes of them; null leaves it to the installation.</param>
/// <param name="Threshold">How sure it must be that two are one, 0 to 1; null leaves it to the installation.</param>
internal readonly record struct DuplicateTerms(DuplicatePolicy? Policy, double? Threshold)
{
    private const string PolicyName = "duplicates";
    private const string ThresholdName = "duplicateThreshold";

    public static readonly QueryParameter PolicyParameter = new(
        PolicyName,
        QueryParameterType.Text,
        "What becomes of a record that looks like one that is there: it is let in (`allow`), let in and the answer says so in "
            + "`possibleDuplicates` (`warn`), or refused with 409 `duplicate` and `matches` (`block`). A change is looked at when it touches "
            + "what records are compared by, and never with the record itself. What people have decided about pairs holds. Unless given, the "
            + "installation's setting.",
        "warn"
    )
    {
        Words = EnumText<DuplicatePolicy>.All,
    };

    public static readonly QueryParameter ThresholdParameter = new(
        ThresholdName,
        QueryParameterType.Number,
        "How sure it must be that two are one, from above 0 to 1; the installation's setting unless given.",
        0.9
    );

    public static readonly IReadOnlyList<QueryParameter> Parameters = [PolicyParameter, ThresholdParameter];

    public static DuplicateTerms Of(HttpContext http) =>
        new(
            http.Request.Query[PolicyName] is [{ } word] ? EnumText<DuplicatePolicy>.Find(word) : null,
            ThresholdIn(http)
        );

    public static double? ThresholdIn(HttpContext http)
    {
        if (http.Request.Query[ThresholdName] is not [{ } text])
        {
            return null;
        }

        var threshold = double.Parse(text, CultureInfo.InvariantCulture);
        return threshold is > 0 and <= 1
            ? threshold
            : throw new ProblemException(
                Problem.Malformed(ThresholdName, "wrong-type", $"'{ThresholdName}' must be above 0 and at most 1.")
            );
    }
}
