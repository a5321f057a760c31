using Microsoft.Net.Http.Headers;

namespace Crm.Api.Http.Lists;

/// <summary>The forms in which a whole list can be streamed.</summary>
internal enum StreamForm
{
    Ndjson,
    Csv,
}

/// <summary>Reads from <c>Accept</c> how the caller wants a list.</summary>
internal static class StreamFormat
{
    public const string NdjsonType = "application/x-ndjson";
    public const string CsvType = "text/csv";

    /// <returns>Null for a page of JSON; 406 when the caller accepts none of what there is.</returns>
    public static StreamForm? Of(HttpContext context)
    {
        var accepted = context.Request.GetTypedHeaders().Accept;
        if (accepted.Count == 0)
        {
            return null;
        }

        foreach (var type in accepted.OrderByDescending(type => type.Quality ?? 1))
        {
            if (Matches(type, BodyReader.JsonType) || Matches(type, ProblemWriter.MediaType))
            {
                return null;
            }

            if (Matches(type, NdjsonType))
            {
                return StreamForm.Ndjson;
            }

            if (Matches(type, CsvType))
            {
                return StreamForm.Csv;
            }
        }

        throw new ProblemException(
            Problem.Of(406, "not-acceptable", $"A list comes as {BodyReader.JsonType}, {NdjsonType} or {CsvType}.")
        );
    }

    private static bool Matches(MediaTypeHeaderValue accepted, string ours) =>
        accepted.Quality != 0 && new MediaTypeHeaderValue(ours).IsSubsetOf(accepted);
}
