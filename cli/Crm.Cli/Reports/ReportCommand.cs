using Crm.Cli.CommandLine;

namespace Crm.Cli.Reports;

/// <summary>`crm report`.</summary>
internal sealed class ReportCommand : GroupCommand
{
    public ReportCommand(CommandScope scope)
        : base("report", "Figures for people and spreadsheets.", scope) => Add(new PipelineReportCommand(scope));
}
