using Crm.Cli.CommandLine;

namespace Crm.Cli.Dedupe;

/// <summary>`crm dedupe`.</summary>
internal sealed class DedupeCommand : GroupCommand
{
    public DedupeCommand(CommandScope scope)
        : base("dedupe", "Find customers that are the same, and make them one.", scope)
    {
        Add(new RunDedupeCommand(scope));
        Add(new ListDedupePairsCommand(scope));
        Add(new ExplainDedupeCommand(scope));
        Add(new ReviewDedupeCommand(scope));
        Add(new PlanDedupeCommand(scope));
        Add(new ApplyDedupeCommand(scope));
        Add(new UnmergeDedupeCommand(scope));
        Add(new JudgeDedupeCommand(scope));
        Add(new EvaluateDedupeCommand(scope));
    }
}
