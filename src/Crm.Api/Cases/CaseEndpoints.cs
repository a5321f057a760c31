using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Http.Records;
using Crm.Api.Interactions;

namespace Crm.Api.Cases;

/// <summary>The routes of cases.</summary>
internal static class CaseEndpoints
{
    public static void AddCases(this IServiceCollection services)
    {
        services.AddSingleton<CaseResource>();
        services.AddScoped<CaseChange>();
        services.AddScoped<CaseMessages>();
    }

    public static void MapCases(this IEndpointRouteBuilder routes)
    {
        var resource = routes.ServiceProvider.GetRequiredService<CaseResource>();
        var cases = routes.MapResource(resource);
        cases
            .MapPost("/{id}/assign", AssignCase.Handle)
            .WithName(nameof(AssignCase))
            .WithSummary("Assign a case")
            .WithDescription("Gives it to a user, a team or a queue; what is absent stays. A closed case is refused.")
            .Writes(resource.Plural)
            .ProducesProblems(404, 412);
        cases
            .MapPost("/{id}/wait", LetCaseWait.Handle)
            .WithName(nameof(LetCaseWait))
            .WithSummary("Let a case wait")
            .WithDescription("The time it waits for others is kept apart; a message of the customer's ends it.")
            .Writes(resource.Plural)
            .ProducesProblems(404, 412);
        cases
            .MapPost("/{id}/resolve", ResolveCase.Handle)
            .WithName(nameof(ResolveCase))
            .WithSummary("Resolve a case")
            .WithDescription(
                "Needs a resolution in words, by a code, or both. A message of the customer's opens it again."
            )
            .Writes(resource.Plural)
            .ProducesProblems(404, 412);
        cases
            .MapPost("/{id}/close", CloseCase.Handle)
            .WithName(nameof(CloseCase))
            .WithSummary("Close a case")
            .WithDescription("Only a resolved one; from then on it takes internal notes only.")
            .Changes($"{resource.Plural}:write")
            .ProducesProblems(404, 412);
        cases
            .MapPost("/{id}/reopen", ReopenCase.Handle)
            .WithName(nameof(ReopenCase))
            .WithSummary("Reopen a case")
            .WithDescription("A resolved or closed one, with a reason. Its resolution stays in the history only.")
            .Writes(resource.Plural)
            .ProducesProblems(404, 412);
        MapMessages(cases, resource.Plural);
    }

    private static void MapMessages(RouteGroupBuilder cases, string plural)
    {
        var interactions = ((IEndpointRouteBuilder)cases).ServiceProvider.GetRequiredService<InteractionResource>();
        const string Effect =
            "The first public answer of ours opens a new case and is its first response; a message of the customer's "
            + "opens one that waits or is resolved; an internal note moves nothing.";
        cases
            .MapPost("/{id}/reply", ReplyToCase.Handle)
            .WithName(nameof(ReplyToCase))
            .WithSummary("Reply to a case")
            .WithDescription($"Adds a message and answers the case as it is then. {Effect}")
            .Writes(plural)
            .ProducesProblems(404, 412);
        cases
            .MapPost("/{id}/messages", CreateCaseMessage.Handle)
            .WithName(nameof(CreateCaseMessage))
            .WithSummary("Add a message to a case")
            .WithDescription($"Does the same as a reply, and answers the message. {Effect}")
            .Writes(plural)
            .WithMetadata(new ProducesResponseTypeMetadata(201, typeof(InteractionResponse), [BodyReader.JsonType]))
            .ProducesProblems(404, 412);
        cases
            .MapGet("/{id}/messages", ListCaseMessages.Handle)
            .WithName(nameof(ListCaseMessages))
            .WithSummary("List the messages of a case")
            .WithDescription(
                "The interactions about the case, oldest first unless ordered otherwise.\n\n"
                    + FieldDocumentation.Of(interactions.Fields)
            )
            .Reads(plural)
            .Takes(ListQuery.Parameters(interactions))
            .WithMetadata(
                new ProducesResponseTypeMetadata(200, typeof(Page<InteractionResponse>), StreamFormat.ListTypes)
            )
            .ProducesProblems(404);
    }
}
