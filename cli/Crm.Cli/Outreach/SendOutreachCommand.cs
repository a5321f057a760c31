using System.CommandLine;
using Crm.Cli.Campaigns;
using Crm.Cli.CommandLine;
using Crm.Cli.Jobs;
using Crm.Cli.Resources;

namespace Crm.Cli.Outreach;

/// <summary>`crm outreach send CAMPAIGN`: plans, shows, asks and sends; or sends a plan that was looked at.</summary>
internal sealed class SendOutreachCommand : RecordCommand
{
    private readonly Argument<string?> _campaign = new("id")
    {
        Description = "Id of the campaign; not needed with --plan",
        HelpName = "ID",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public SendOutreachCommand(CommandScope scope)
        : base("send", "Send what is due, each message at most once. There is no taking it back.")
    {
        Examples =
        [
            $"crm outreach send {CampaignNoun.Noun.ExampleId}",
            $"crm outreach send {CampaignNoun.Noun.ExampleId} --yes",
            "crm outreach send --plan plan_5f0c1d2b7a9e4c3d8b6a1f2e3d4c5b6a",
        ];
        Arguments.Add(_campaign);
        var change = new PlannedChange(this, "outreach") { Says = messages => $"This sends {messages} messages." };
        Validators.Add(result =>
        {
            if (result.GetValue(_campaign) is null == !change.HasPlan(result))
            {
                result.AddError("Name a campaign, or a plan with --plan.");
            }
        });
        Runs(
            scope,
            JobCounts.Columns,
            () => scope.Contract.AnswerFields(JobNoun.Noun.RecordPath),
            (session, writer, parsed, cancellationToken) =>
                change.RunAsync(
                    session,
                    writer,
                    parsed,
                    resource: null,
                    () => PlanOutreachCommand.RequestFor(parsed.GetValue(_campaign)!),
                    insistence: null,
                    cancellationToken
                )
        );
    }
}
