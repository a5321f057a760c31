using Crm.Api.Kernel;

namespace Crm.Api.Pipelines;

/// <summary>The stages a deal goes through until it is won or lost.</summary>
internal sealed class Pipeline : Record
{
    public string Name { get; set; } = "";

    /// <summary>The name folded for sorting and searching.</summary>
    public string NameSort { get; set; } = "";

    /// <summary>Where an opportunity goes that names none; true of exactly one.</summary>
    public bool IsDefault { get; set; }

    public List<PipelineStage> Stages { get; } = [];

    public IEnumerable<PipelineStage> StagesInOrder => Stages.OrderBy(stage => stage.Position);

    public PipelineStage FirstOpenStage => StagesInOrder.First(stage => stage.Kind == StageKind.Open);

    /// <summary>Where an opportunity goes that is won without a stage being named.</summary>
    public PipelineStage FirstWonStage => StagesInOrder.First(stage => stage.Kind == StageKind.Won);

    public void NameIt(string name)
    {
        Name = name.Trim();
        NameSort = SortKey.Of(name);
    }

    /// <summary>The stage people mean by its key, or by its name in whatever case.</summary>
    public PipelineStage? FindStage(string keyOrName) =>
        Stages.Find(stage => stage.Key == keyOrName)
        ?? StagesInOrder.FirstOrDefault(stage => stage.Name.Equals(keyOrName, StringComparison.OrdinalIgnoreCase));

    /// <summary>A deal must be able to begin, to be won and to be lost.</summary>
    public void CheckStages()
    {
        foreach (var kind in Enum.GetValues<StageKind>())
        {
            if (!Stages.Exists(stage => stage.Kind == kind))
            {
                throw RuleBroken.Invalid(
                    "stage-kind-missing",
                    $"A pipeline needs at least one stage of kind {EnumText<StageKind>.Of(kind)}.",
                    "/stages"
                );
            }
        }
    }
}
