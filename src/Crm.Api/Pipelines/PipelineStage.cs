using Crm.Api.Kernel;

namespace Crm.Api.Pipelines;

/// <summary>A step of a pipeline.</summary>
internal sealed class PipelineStage : Part
{
    /// <summary>How the contract calls it; unique in its pipeline.</summary>
    public string Key { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>How likely a deal in it is to be won, in percent.</summary>
    public long ProbabilityUnits { get; set; }

    public StageKind Kind { get; set; }

    /// <summary>0-based place in the pipeline.</summary>
    public int Position { get; set; }

    /// <summary>Sets the probability: what is won is certain, what is lost impossible.</summary>
    public void Expect(decimal? percent, string pointer)
    {
        var certain = Kind switch
        {
            StageKind.Open => (decimal?)null,
            StageKind.Won => 100,
            StageKind.Lost => 0,
        };
        if (certain is not null && percent is not null && percent != certain)
        {
            throw RuleBroken.Invalid(
                "probability-fixed",
                $"The probability of a stage of kind {EnumText<StageKind>.Of(Kind)} is {certain}.",
                pointer
            );
        }

        ProbabilityUnits = Percent.ToUnits(
            certain
                ?? percent
                ?? throw RuleBroken.Invalid("probability-missing", "An open stage needs a probability.", pointer),
            pointer
        );
    }
}

/// <summary>What being in a stage means.</summary>
internal enum StageKind
{
    Open,
    Won,
    Lost,
}
