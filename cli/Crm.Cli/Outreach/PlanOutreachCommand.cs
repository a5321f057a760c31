using Crm.Cli.Campaigns;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Jobs;
using Crm.Cli.Resources;

namespace Crm.Cli.Outreach;

/// <summary>`crm outreach plan CAMPAIGN`: who would get what now, and who would not and why; sends nothing.</summary>
internal sealed class PlanOutreachCommand : RecordCommand
{
    public PlanOutreachCommand(CommandScope scope)
        : base("plan", "Find out who would get what now, and who would not and why; send nothing.")
    {
        Examples =
        [
            "crm outreach plan 019b76da-a800-7000-8000-000000000001",
            "crm jobs lines --last --phase plan --outcome unchanged",
        ];
        var campaign = IdArgument.For(CampaignNoun.Noun);
        Arguments.Add(campaign);
        var waiting = new Waiting(this, canStart: true);
        Runs(
            scope,
            JobCounts.Columns,
            () => scope.Contract.AnswerFields(JobNoun.Noun.RecordPath),
            async (session, writer, parsed, cancellationToken) =>
            {
                var request = RequestFor(parsed.GetRequiredValue(campaign)) with
                {
                    IdempotencyKey = IdempotencyKey.New(session.Shell.Clock),
                };
                var job = (await session.Client.SendAsync(request, cancellationToken))!;
                job = await waiting.FollowAsync(job, session, parsed, cancellationToken);
                return await JobOutcome.WriteAsync(job, session, writer, cancellationToken);
            }
        );
    }

    /// <summary>Has a campaign planned.</summary>
    public static ApiRequest RequestFor(string campaign) =>
        new(HttpMethod.Post, ApiRequest.PathOf("campaigns", campaign, "plan"));
}
