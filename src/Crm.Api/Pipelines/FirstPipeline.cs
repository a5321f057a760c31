using Crm.Api.Data;
using Crm.Api.Kernel;

namespace Crm.Api.Pipelines;

/// <summary>The pipeline a new installation begins with.</summary>
internal static class FirstPipeline
{
    private static readonly (string Key, string Name, StageKind Kind, decimal Probability)[] Stages =
    [
        ("prospecting", "Prospecting", StageKind.Open, 10),
        ("engaging", "Engaging", StageKind.Open, 30),
        ("proposal", "Proposal", StageKind.Open, 60),
        ("won", "Won", StageKind.Won, 100),
        ("lost", "Lost", StageKind.Lost, 0),
    ];

    public static void AddFirstPipeline(this Work work)
    {
        var pipeline = new Pipeline { Id = work.NewId(), IsDefault = true };
        pipeline.NameIt("Sales");
        foreach (var (position, (key, name, kind, probability)) in Stages.Index())
        {
            pipeline.Stages.Add(
                new PipelineStage
                {
                    Key = key,
                    Name = name,
                    Kind = kind,
                    ProbabilityUnits = Scaled.ToUnits(probability),
                    Position = position,
                }
            );
        }

        work.Db.Add(pipeline);
    }
}
