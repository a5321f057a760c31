using Crm.Cli.CommandLine;
using Crm.Cli.Resources;

namespace Crm.Cli.Jobs;

/// <summary>`crm jobs`: what runs, or has run, in the background.</summary>
internal sealed class JobsCommand : GroupCommand
{
    public JobsCommand(CommandScope scope)
        : base(JobNoun.Noun.Name, JobNoun.Noun.Description, scope)
    {
        Add(new ListCommand(JobNoun.Noun, scope));
        Add(new GetJobCommand(scope));
        Add(new WatchJobCommand(scope));
        Add(new ListJobLinesCommand(scope));
        Add(new GetJobResultsCommand(scope));
        Add(new UndoJobCommand(scope));
        Add(new JobActionCommand("pause", "Stop a job before its next chunk; what it has done stays done.", scope));
        Add(new JobActionCommand("resume", "Let a paused job go on where it stopped.", scope));
        Add(new JobActionCommand("cancel", "Stop a job for good; what it has done stays done.", scope));
    }
}
