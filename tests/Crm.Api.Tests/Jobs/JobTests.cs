using Crm.Api.Jobs;
using Crm.Api.Jobs.Ledger;
using Crm.Api.Kernel;

namespace Crm.Api.Tests.Jobs;

/// <summary>The rules of a job's life, and what it says of its progress.</summary>
public sealed class JobTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_paused_job_goes_back_to_what_it_was_doing()
    {
        var job = new Job { State = JobState.Planning };
        job.Pause("storage-full", "No room.");
        Assert.Equal(JobState.Paused, job.State);

        job.Resume();

        Assert.Equal(JobState.Planning, job.State);
        Assert.Null(job.ErrorCode);
    }

    [Fact]
    public void Whoever_stops_a_job_takes_it_from_its_owner_for_good()
    {
        var job = new Job
        {
            State = JobState.Running,
            Owner = "node",
            Epoch = 7,
        };

        job.Pause();
        job.Resume();

        Assert.Null(job.Owner);
        Assert.Equal(8, job.Epoch);
    }

    [Theory]
    [InlineData("created")]
    [InlineData("uploading")]
    [InlineData("planned")]
    [InlineData("paused")]
    public void Only_a_job_at_work_can_be_paused(string state) =>
        Assert.Equal("job-not-running", Refused(state, job => job.Pause()));

    [Theory]
    [InlineData("completed")]
    [InlineData("failed")]
    [InlineData("cancelled")]
    [InlineData("undone")]
    public void A_job_that_is_over_stays_as_it_is(string state)
    {
        Assert.Equal("job-over", Refused(state, job => job.Pause()));
        Assert.Equal("job-over", Refused(state, job => job.Cancel(Now)));
        Assert.Equal("job-not-paused", Refused(state, job => job.Resume()));
    }

    [Fact]
    public void Outcomes_that_do_not_add_up_fail_the_job()
    {
        var job = new Job
        {
            State = JobState.Running,
            RowsRead = 3,
            Created = 2,
        };

        job.Complete(Now);

        Assert.Equal(JobState.Failed, job.State);
        Assert.Equal("sums-differ", job.ErrorCode);
    }

    [Theory]
    [InlineData(0, 0, "completed")]
    [InlineData(1, 0, "completedWithErrors")]
    [InlineData(0, 1, "completedWithErrors")]
    public void Rows_that_were_not_done_show_in_the_state(int rejected, int unprocessed, string state)
    {
        var job = new Job
        {
            State = JobState.Running,
            RowsRead = 1 + rejected + unprocessed,
            Created = 1,
            Rejected = rejected,
            Unprocessed = unprocessed,
        };

        job.Complete(Now);

        Assert.Equal(state, EnumText<JobState>.Of(job.State));
    }

    [Fact]
    public void The_time_left_follows_from_the_pace_so_far()
    {
        var job = new Job
        {
            State = JobState.Running,
            RowsRead = 300,
            RowsTotal = 1000,
            RunMilliseconds = 2000,
        };

        Assert.Equal(150, job.RowsPerSecond);
        Assert.Equal(5, job.SecondsLeft);
    }

    [Fact]
    public void Nothing_is_said_of_the_time_left_before_there_is_something_to_go_by()
    {
        var job = new Job { State = JobState.Running, RowsRead = 300 };
        Assert.Null(job.RowsPerSecond);

        job.RunMilliseconds = 2000;
        Assert.Null(job.SecondsLeft);
    }

    [Fact]
    public void A_rewritten_chunk_adds_the_difference()
    {
        LedgerLine[] before = [Line(2, LineOutcome.Created), Line(3, LineOutcome.Unprocessed)];
        LedgerLine[] after = [before[0], Line(3, LineOutcome.Rejected)];

        var added = LedgerCounts.Of(after) - LedgerCounts.Of(before);

        Assert.Equal(new LedgerCounts(0, 0, 0, 0, 0, Rejected: 1, Unprocessed: -1, 0), added);
        Assert.Equal(LedgerCounts.Of(after), LedgerCounts.Of(before) + added);
    }

    private static LedgerLine Line(long line, LineOutcome outcome) => new() { Line = line, Outcome = outcome };

    private static string Refused(string state, Action<Job> step)
    {
        var job = new Job { State = EnumText<JobState>.Parse(state) };
        return Assert.Throws<RuleBroken>(() => step(job)).Code;
    }
}
