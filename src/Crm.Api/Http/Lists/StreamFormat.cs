using Microsoft.Net.Http.Headers;

namespace Crm.Api.Http.Lists;

/// <summary>The forms in which a whole list can be streamed.</summary>
internal enum StreamForm
{
    Ndjson,
    Csv,
    Xlsx,
}

/// <summary>Reads from <c>Accept</c> how the caller wants a list.</summary>
internal static class StreamFormat
{
    public const string NdjsonType = "application/x-ndjson";
    public const string CsvType = "text/csv";
    public const string XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>All that a list can be answered as.</summary>
    public static readonly string[] ListTypes = [BodyReader.JsonType, NdjsonType, CsvType, XlsxType];

    /// <summary>The media type with its parameters.</summary>
    public static string ContentTypeOf(StreamForm form) =>
        form == StreamForm.Csv ? $"{CsvType}; charset=utf-8; header=present" : MediaTypeOf(form);

    private static string MediaTypeOf(StreamForm form) =>
        form switch
        {
            StreamForm.Ndjson => NdjsonType,
            StreamForm.Csv => CsvType,
            StreamForm.Xlsx => XlsxType,
        };

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

            if (Matches(type, XlsxType))
            {
                return StreamForm.Xlsx;
            }
        }

        throw new ProblemException(
            Problem.Of(406, "not-acceptable", $"A list comes as one of {string.Join(", ", ListTypes)}.")
        );
    }

    /// <returns>The form wanted, of several; the first when the caller does not mind.</returns>
    public static StreamForm Choose(HttpContext context, params IReadOnlyList<StreamForm> offered)
    {
        var accepted = context.Request.GetTypedHeaders().Accept;
        if (accepted.Count == 0)
        {
            return offered[0];
        }

        foreach (var type in accepted.OrderByDescending(type => type.Quality ?? 1))
        {
            foreach (var form in offered)
            {
                if (Matches(type, MediaTypeOf(form)))
                {
                    return form;
                }
            }
        }

        throw new ProblemException(
            Problem.Of(406, "not-acceptable", $"This comes as one of {string.Join(", ", offered.Select(MediaTypeOf))}.")
        );
    }

    private static bool Matches(MediaTypeHeaderValue accepted, string ours) =>
        accepted.Quality != 0 && new MediaTypeHeaderValue(ours).IsSubsetOf(accepted);
}
