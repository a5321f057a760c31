using System.Text.Json;
using System.Text.Json.Serialization;
using Crm.Api.Http;
using Crm.Dedupe;
using Crm.Dedupe.Blocking;
using Crm.Dedupe.Comparing;

namespace Crm.Api.DedupeRuns;

/// <summary>An explanation as it is stored with a pair: in few letters, since there are hundreds of thousands, and to the thousandth of a bit.</summary>
internal sealed record PairReasons(
    [property: JsonPropertyName("p")] double Prior,
    [property: JsonPropertyName("r")] IReadOnlyList<PairReason> Reasons,
    [property: JsonPropertyName("x")] double Related,
    [property: JsonPropertyName("b")] IReadOnlyList<BlockKind> Blocks
)
{
    private const int Digits = 3;

    public static PairReasons Of(Explanation explanation) =>
        new(
            Rounded(explanation.PriorWeight),
            [
                .. explanation.Reasons.Select(reason => new PairReason(
                    reason.Comparison,
                    reason.Level,
                    Rounded(reason.Weight + reason.FrequencyAdjustment),
                    Rounded(reason.FrequencyAdjustment)
                )),
            ],
            Rounded(explanation.RelatedWeight),
            explanation.Blocks
        );

    public static PairReasons Parse(string json) => JsonSerializer.Deserialize(json, Json.TypeInfo<PairReasons>())!;

    public string ToJson() => JsonSerializer.Serialize(this, Json.TypeInfo<PairReasons>());

    public static double Rounded(double weight) => Math.Round(weight, Digits);

    public static double Probability(double matchWeight) => Math.Round(1 / (1 + double.Exp2(-matchWeight)), 6);
}

/// <summary>What one comparison adds, with what of it is due to the value.</summary>
internal sealed record PairReason(
    [property: JsonPropertyName("c")] Comparison Comparison,
    [property: JsonPropertyName("l")] string Level,
    [property: JsonPropertyName("w")] double Weight,
    [property: JsonPropertyName("f")] double Frequency
);
