using Crm.Api.Campaigns.Planning;
using Crm.Api.Campaigns.Results;
using Crm.Api.Campaigns.Sending;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;
using Crm.Api.Schedules;

namespace Crm.Api.Campaigns;

/// <summary>The routes of campaigns and of their messages.</summary>
internal static class CampaignEndpoints
{
    public const string SendScope = "campaigns:send";

    public static void AddCampaigns(this IServiceCollection services)
    {
        services.AddSingleton<CampaignResource>();
        services.AddSingleton<MessageResource>();
        services.AddSingleton<MessageTokens>();
        services.AddSingleton<OutreachStart>();
        services.AddSingleton<OutreachPlanner>();
        services.AddSingleton<OutreachSender>();
        services.AddScheduledStart<OutreachStart>(JobKind.Outreach);
        services.AddJobKind<OutreachRun>(JobKind.Outreach);
    }

    public static void MapCampaigns(this IEndpointRouteBuilder routes)
    {
        var resource = routes.ServiceProvider.GetRequiredService<CampaignResource>();
        var campaigns = routes.MapResource(resource);
        campaigns
            .MapPost("/{id}/plan", PlanCampaign.Handle)
            .WithName(nameof(PlanCampaign))
            .WithSummary("Plan a campaign")
            .WithDescription(
                "Finds out who is due to get which message now, and who of the audience is left out and why; sends nothing. The answer is a job; "
                    + "once it is `planned`, its `plan` has the counts with samples, and `/v1/jobs/{id}/lines?phase=plan` each recipient: `created` "
                    + "is to be sent, `unchanged` left out for the reason in `code`, `duplicate` an address that has it already. Also needs the "
                    + "scope to read customers."
            )
            .Writes(resource.Plural)
            .ProducesProblems(404)
            .AnswersJob();
        campaigns
            .MapPost("/{id}/send", SendCampaign.Handle)
            .WithName(nameof(SendCampaign))
            .WithSummary("Send what was planned")
            .WithDescription(
                "Sends what the plan says and nothing beyond it. Who opted out since is left out, and whose address changed; nobody is added. Each "
                    + "message is sent at most once: whatever was on its way when a node died is `unprocessed` with the code `unknown`, and is never "
                    + "sent again by itself. `rejected` was refused; `unprocessed` otherwise waits for the next plan."
            )
            .Changes(SendScope)
            .ProducesProblems(404)
            .AnswersJob();
        campaigns
            .MapPost("/{id}/pause", PauseCampaign.Handle)
            .WithName(nameof(PauseCampaign))
            .WithSummary("Pause a campaign")
            .WithDescription("Stops it, and its jobs, before the next messages leave.")
            .Changes(SendScope)
            .ProducesProblems(404);
        campaigns
            .MapPost("/{id}/resume", ResumeCampaign.Handle)
            .WithName(nameof(ResumeCampaign))
            .WithSummary("Resume a campaign")
            .WithDescription("Lets it, and its paused jobs, go on where they were.")
            .Changes(SendScope)
            .ProducesProblems(404);
        campaigns
            .MapPost("/{id}/end", EndCampaign.Handle)
            .WithName(nameof(EndCampaign))
            .WithSummary("End a campaign")
            .WithDescription(
                "Nothing of it is sent any more; what is under way is cancelled. What was sent stays on record."
            )
            .Changes(SendScope)
            .ProducesProblems(404);
        campaigns
            .MapPost("/{id}/render", RenderCampaignMessage.Handle)
            .WithName(nameof(RenderCampaignMessage))
            .WithSummary("Render a message of a campaign")
            .WithDescription(
                "What a customer would read, whether it is due or not; sends nothing. What is missing stands in `missing`: such a message is "
                    + "not sent. Also needs the scope to read customers."
            )
            .Reads(resource.Plural)
            .ProducesProblems(404, 413, 415, 422);
        campaigns
            .MapGet("/{id}/results", GetCampaignResults.Handle)
            .WithName(nameof(GetCampaignResults))
            .WithSummary("Get what came of a campaign")
            .WithDescription(
                "How many messages came how far, by step and version; what it cost, what was ordered afterwards, and what that makes of the cost."
            )
            .Reads(resource.Plural)
            .ProducesProblems(404);
        routes.MapResource(routes.ServiceProvider.GetRequiredService<MessageResource>(), Verbs.Read);
    }
}
