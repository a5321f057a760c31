using System.Text.Json;
using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Lists;

namespace Crm.Api.Events;

/// <summary>Hands out the feed from a cursor on: a piece of it, or all there is by now as NDJSON.</summary>
internal static class ListEvents
{
    public static readonly QueryParameter[] Parameters =
    [
        new(
            "after",
            QueryParameterType.Text,
            "The `nextCursor` of the piece before; absent: from the beginning; `end`: only what comes from now on.",
            "AXKpdWkAAAAA"
        ),
        ListQuery.Size,
        new("recordId", QueryParameterType.Text, "Only events of this record.", "019b76da-a800-7000-8000-000000000001"),
        new("type", QueryParameterType.Text, "Only events of this type.", "customer.updated"),
    ];

    public static async Task<IResult> Handle(
        HttpContext http,
        Caller caller,
        Work work,
        EventFeed feed,
        ListSettings settings,
        CancellationToken cancellationToken
    )
    {
        work.For(caller);
        var size = ListQuery.Of(http, settings.Zone).PageSize;
        var after = http.Request.Query["after"].ToString() switch
        {
            "end" => await feed.EndAsync(work.Db, cancellationToken),
            "" => feed.PlaceOf(cursor: null),
            var cursor => feed.PlaceOf(cursor),
        };
        var filter = FilterOf(http.Request.Query);
        switch (StreamFormat.Of(http))
        {
            case StreamForm.Ndjson:
                return new StreamedFeed(feed, work, after, filter);
            case StreamForm.Csv or StreamForm.Xlsx:
                throw new ProblemException(
                    Problem.Of(
                        406,
                        "not-acceptable",
                        $"The feed comes as {BodyReader.JsonType} or {StreamFormat.NdjsonType}."
                    )
                );
        }

        var found = await feed.ReadAsync(work.Db, after, filter, size + 1, cancellationToken);
        var piece = found.Take(size).ToList();
        var names = await KeyNames.OfAsync(piece.Select(placed => placed.Event.KeyId), work, cancellationToken);
        return Answer.Ok(
            new EventPage
            {
                Items = piece.ConvertAll(placed => placed.ToResponse(names)),
                NextCursor = feed.CursorOf(piece is [.., var last] ? last.Place : after),
                HasMore = found.Count > piece.Count,
            }
        );
    }

    private static FeedFilter FilterOf(IQueryCollection query)
    {
        var record = query["recordId"].ToString();
        var type = query["type"].ToString();
        if (record.Length > 0 && !Guid.TryParseExact(record, "D", out _))
        {
            throw new ProblemException(Problem.Malformed("recordId", "wrong-type", "'recordId' must be an id."));
        }

        return new FeedFilter(record.Length > 0 ? Guid.ParseExact(record, "D") : null, type.Length > 0 ? type : null);
    }

    /// <summary>
    /// The feed as lines. Nothing in it changes or goes, so each piece is read by itself and a slow reader holds nothing up; without the
    /// last line, which carries the cursor, it did not arrive whole.
    /// </summary>
    private sealed class StreamedFeed(EventFeed feed, Work work, FeedPlace after, FeedFilter filter) : IResult
    {
        private const int RowsAtOnce = 500;

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            var cancellationToken = httpContext.RequestAborted;
            response.ContentType = StreamFormat.NdjsonType;
            var rows = 0L;
            var place = after;
            IReadOnlyList<PlacedEvent> piece;
            do
            {
                piece = await feed.ReadAsync(work.Db, place, filter, RowsAtOnce, cancellationToken);
                var names = await KeyNames.OfAsync(piece.Select(placed => placed.Event.KeyId), work, cancellationToken);
                foreach (var placed in piece)
                {
                    await WriteLineAsync(response, Answer.Bytes(placed.ToResponse(names)), cancellationToken);
                }

                rows += piece.Count;
                place = piece is [.., var last] ? last.Place : place;
            } while (piece.Count == RowsAtOnce);

            var end = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["_end"] = true,
                ["rows"] = rows,
                ["nextCursor"] = feed.CursorOf(place),
            };
            await WriteLineAsync(response, JsonSerializer.SerializeToUtf8Bytes(end), cancellationToken);
        }

        private static async Task WriteLineAsync(
            HttpResponse response,
            byte[] json,
            CancellationToken cancellationToken
        )
        {
            await response.Body.WriteAsync(json, cancellationToken);
            await response.Body.WriteAsync("\n"u8.ToArray(), cancellationToken);
        }
    }
}
