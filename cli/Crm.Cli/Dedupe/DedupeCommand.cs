using Crm.Cli.CommandLine;

namespace Crm.Cli.Dedupe;

/// <summary>`crm dedupe`.</summary>
internal sealed class DedupeCommand : GroupCommand
{
    public DedupeCommand(CommandScope scope)
        : base("dedupe", "Find records that are the same customer.", scope) => Add(new EvaluateDedupeCommand(scope));
}
