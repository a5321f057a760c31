using Crm.Api.Filters;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Crm.Api.Paging;

namespace Crm.Api.Http.Lists;

/// <summary>How a caller asks for a list; the same parameters for every resource.</summary>
internal sealed class ListQuery
{
    public const int DefaultPageSize = 50;
    public const int MaxPageSize = 500;

    public static readonly QueryParameter Fields = new(
        "fields",
        QueryParameterType.Text,
        "Only these fields of each record, with commas between them; a dot leads into an object: `id,name,amount.currency`.",
        "id,createTime"
    );

    public static readonly QueryParameter Filter = new(
        "filter",
        QueryParameterType.Text,
        "Which records: AIP-160, such as `createTime > 2026-01-01 AND NOT deleteTime:*`. OR binds tighter than AND.",
        "createTime > 2026-01-01"
    );

    public static readonly QueryParameter Size = new(
        "pageSize",
        QueryParameterType.Whole,
        "Records per page; more than the maximum is taken as the maximum.",
        50
    )
    {
        Maximum = MaxPageSize,
    };

    public static readonly QueryParameter Token = new(
        "pageToken",
        QueryParameterType.Text,
        "The `nextPageToken` of the page before.",
        "AXKpdWkAAAAA"
    );

    public static readonly QueryParameter DayZone = new(
        "timeZone",
        QueryParameterType.Text,
        "IANA time zone in which the days of the filter begin and end; the installation's by default.",
        "Europe/Berlin"
    );

    private static readonly QueryParameter[] Paging =
    [
        Size,
        Token,
        Filter,
        new(
            "orderBy",
            QueryParameterType.Text,
            "Fields with commas between them, `desc` behind one turns it round; the id comes last by itself.",
            "createTime desc"
        ),
        Fields,
        new("showDeleted", QueryParameterType.Flag, "Also the records in the trash.", false),
        new("includeTotal", QueryParameterType.Flag, "Also count all pages together.", false),
        DayZone,
    ];

    public int PageSize { get; private init; }

    public string? PageToken { get; private init; }

    public string? FilterText { get; private init; }

    public string? OrderBy { get; private init; }

    public string? FieldsText { get; private init; }

    public bool ShowDeleted { get; private init; }

    public bool IncludeTotal { get; private init; }

    public TimeZoneInfo Zone { get; private init; } = TimeZoneInfo.Utc;

    /// <summary>What a page token is bound to: everything but the size of the page.</summary>
    public IReadOnlyList<string?> Arguments(string path) =>
        [path, FilterText, OrderBy, ShowDeleted ? "deleted" : null, Zone.Id];

    public static QueryParameter[] Parameters<TEntity, TForm, TResponse>(Resource<TEntity, TForm, TResponse> resource)
        where TEntity : Record, new()
        where TForm : class
        where TResponse : RecordResponse => [.. Paging, Expand(resource)];

    public static QueryParameter Expand<TEntity, TForm, TResponse>(Resource<TEntity, TForm, TResponse> resource)
        where TEntity : Record, new()
        where TForm : class
        where TResponse : RecordResponse
    {
        var names = resource.Expansions.Select(expansion => expansion.Name).ToList();
        return new QueryParameter(
            "expand",
            QueryParameterType.Text,
            names.Count == 0
                ? "Nothing of this resource can be expanded yet."
                : $"Put what is referred to into the answer, with commas between them: {string.Join(", ", names)}.",
            names.FirstOrDefault() ?? ""
        );
    }

    public static ListQuery Of(HttpContext context, TimeZoneInfo installationZone)
    {
        var query = context.Request.Query;
        string? Text(string name) => query[name] is [{ Length: > 0 } value] ? value : null;
        var size = int.Parse(Text("pageSize") ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        return new ListQuery
        {
            PageSize = size == 0 ? DefaultPageSize : Math.Min(size, MaxPageSize),
            PageToken = Text("pageToken"),
            FilterText = Text("filter"),
            OrderBy = Text("orderBy"),
            FieldsText = Text("fields"),
            ShowDeleted = Text("showDeleted") == "true",
            IncludeTotal = Text("includeTotal") == "true",
            Zone = Text("timeZone") is { } zone ? ZoneOf(zone) : installationZone,
        };
    }

    /// <summary>The expansions a request names; an unknown one is a mistake.</summary>
    public static IReadOnlyList<Expansion<TResponse>> ExpansionsOf<TEntity, TForm, TResponse>(
        HttpContext context,
        Resource<TEntity, TForm, TResponse> resource
    )
        where TEntity : Record, new()
        where TForm : class
        where TResponse : RecordResponse
    {
        var text = context.Request.Query["expand"].ToString();
        if (text.Length == 0)
        {
            return [];
        }

        return
        [
            .. text.Split(',', StringSplitOptions.TrimEntries)
                .Distinct(StringComparer.Ordinal)
                .Select(name =>
                    resource.Expansions.FirstOrDefault(expansion => expansion.Name == name)
                    ?? throw new ProblemException(
                        Problem.Malformed("expand", "unknown-expansion", $"'{name}' cannot be expanded here.")
                    )
                ),
        ];
    }

    /// <summary>The condition a filter stands for, or the problem with it.</summary>
    public static System.Linq.Expressions.Expression<Func<T, bool>> Condition<T>(
        string? filter,
        FieldTable<T> fields,
        FilterContext context,
        string place = "filter"
    ) => Understood(place, () => FilterCompiler.Compile(filter, fields, context));

    public static Ordering<T> OrderingOf<T>(string? orderBy, FieldTable<T> fields)
        where T : IRecord => Understood("orderBy", () => Ordering<T>.Parse(orderBy, fields));

    /// <summary>The zone a caller names, or the problem with it.</summary>
    public static TimeZoneInfo ZoneOf(string id, string place = "timeZone") =>
        TimeZones.Find(id)
        ?? throw new ProblemException(
            Problem.Malformed(place, "unknown-time-zone", $"'{id}' is not an IANA time zone, such as Europe/Berlin.")
        );

    private static TResult Understood<TResult>(string place, Func<TResult> read)
    {
        try
        {
            return read();
        }
        catch (FilterException mistake)
        {
            throw new ProblemException(
                Problem.Malformed(place, mistake.Code, mistake.Message).With("position", mistake.Position)
            );
        }
    }
}
