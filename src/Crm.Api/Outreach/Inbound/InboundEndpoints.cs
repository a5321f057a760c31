using Crm.Api.Http;
using Crm.Api.Http.Records;

namespace Crm.Api.Outreach.Inbound;

/// <summary>The routes of mails that come back.</summary>
internal static class InboundEndpoints
{
    private const string Messages = "messages";

    public static void AddInbound(this IServiceCollection services)
    {
        services
            .AddOptions<SoftBounceOptions>()
            .BindConfiguration(SoftBounceOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<InboundReader>();
        services.AddSingleton<InboundDesk>();
        services.AddSingleton<InboundReviewResource>();
    }

    public static void MapInbound(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGroup($"/{Messages}")
            .WithTags(Words.Tag(Messages))
            .MapPost("/inbound", ReceiveMail.Handle)
            .WithName(nameof(ReceiveMail))
            .WithSummary("Take in a mail that came back")
            .WithDescription(
                $"The body is the mail as it came, {InboundReader.MaxBytes} bytes at most. Delivery reports (RFC 3464), feedback reports (RFC 5965) "
                    + "and answers find their message by its token, which must have our seal. A hard bounce suppresses the address for everything "
                    + "and marks the contact point as invalid; soft ones are counted, and too many suppress the address for a time; a complaint "
                    + "suppresses it for everything and withdraws consent; an answer ends the sequence and stands on the customer's timeline; a "
                    + "mail to the mailbox for unsubscribing opts out of the campaign's purpose. What programs answer, and that something is late, changes "
                    + "nothing. Whatever is unclear, or of no message of ours, is not guessed but kept under `/v1/inbound-reviews`. The same mail "
                    + "again changes nothing."
            )
            .Changes($"{Messages}:write")
            .ProducesProblems(413, 415);
        routes.MapResource(
            routes.ServiceProvider.GetRequiredService<InboundReviewResource>(),
            Verbs.Read | Verbs.Delete
        );
    }
}
