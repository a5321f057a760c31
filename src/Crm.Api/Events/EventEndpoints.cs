using Crm.Api.Http;
using Crm.Api.Http.Lists;

namespace Crm.Api.Events;

/// <summary>The routes of events.</summary>
internal static class EventEndpoints
{
    public static void AddEvents(this IServiceCollection services) => services.AddSingleton<EventFeed>();

    public static void MapEvents(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/events", ListEvents.Handle)
            .WithTags("Events")
            .WithName(nameof(ListEvents))
            .WithSummary("List what happened")
            .WithDescription(
                "Every change of every record, each once and in a fixed order, from a cursor on; what commits late comes later and is "
                    + "never skipped. With `recordId` it is the history of a record."
            )
            .Reads("events")
            .Takes(ListEvents.Parameters)
            .WithMetadata(
                new ProducesResponseTypeMetadata(200, typeof(EventPage), [BodyReader.JsonType, StreamFormat.NdjsonType])
            )
            .ProducesProblems(406);
}
