using System.Globalization;

namespace Crm.Api.Http;

/// <summary>Refuses query parameters the operation does not take, repeated ones, and values of the wrong type, by name.</summary>
internal sealed class QueryGuard(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<QueryParameters>() is { } known)
        {
            Check(context.Request.Query, known.All);
        }

        return next(context);
    }

    private static void Check(IQueryCollection query, IReadOnlyList<QueryParameter> known)
    {
        foreach (var (name, values) in query)
        {
            var parameter = known.FirstOrDefault(parameter => parameter.Name == name);
            if (parameter is null)
            {
                throw Refused(name, "unknown-parameter", $"This operation does not take '{name}'.");
            }

            if (values.Count > 1)
            {
                throw Refused(name, "repeated-parameter", $"'{name}' is given {values.Count} times.");
            }

            CheckValue(parameter, values.ToString());
        }

        if (known.FirstOrDefault(parameter => parameter.Required && !query.ContainsKey(parameter.Name)) is { } missing)
        {
            throw Refused(missing.Name, "required", $"The parameter '{missing.Name}' is required.");
        }
    }

    private static void CheckValue(QueryParameter parameter, string value)
    {
        if (value.Contains('\0'))
        {
            throw Refused(parameter.Name, "wrong-type", $"'{parameter.Name}' holds the character U+0000.");
        }

        var isRight = parameter.Type switch
        {
            QueryParameterType.Whole => int.TryParse(
                value,
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var number
            )
                && number >= 0,
            QueryParameterType.Number => double.TryParse(
                value,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out _
            ),
            QueryParameterType.Flag => value is "true" or "false",
            QueryParameterType.Text => parameter.Words is null || parameter.Words.Contains(value),
        };
        if (!isRight)
        {
            throw Refused(parameter.Name, "wrong-type", $"'{parameter.Name}' must be {Expected(parameter)}.");
        }
    }

    private static string Expected(QueryParameter parameter) =>
        parameter.Type switch
        {
            QueryParameterType.Whole => "a whole number from 0 up",
            QueryParameterType.Number => "a number, such as -1.5",
            QueryParameterType.Flag => "true or false",
            QueryParameterType.Text => $"one of {string.Join(", ", parameter.Words ?? [])}",
        };

    private static ProblemException Refused(string name, string code, string detail) =>
        new(Problem.Malformed(name, code, detail));
}
