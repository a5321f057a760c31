using Crm.Api.AttributeDefinitions;
using Crm.Api.Data;
using Crm.Api.Filters;
using Crm.Api.Kernel;
using Crm.Api.Paging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Crm.Api.Http.Lists;

/// <summary>What reading a list needs to know about this installation.</summary>
internal sealed class ListSettings(IOptions<InstallationOptions> options, NodeSecrets secrets, TimeProvider clock)
{
    private const string AttributesField = "attributes";

    private static readonly Dictionary<string, AttributeType> NoAttributes = [];

    /// <summary>The days of filters begin and end here unless the caller says otherwise.</summary>
    public TimeZoneInfo Zone { get; } = TimeZones.Find(options.Value.TimeZone)!;

    /// <summary>Made when first needed: the secrets are read after the services are there.</summary>
    public PageTokenProtector PageTokens => field ??= new(secrets.PageTokens, clock);

    /// <param name="work">The unit of work.</param>
    /// <param name="filter">The filter's text.</param>
    /// <param name="zone">Where its days begin and end.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="isTrusted">True for a filter that somebody who might has written for others to use.</param>
    public static async Task<FilterContext> FilterContextAsync(
        Work work,
        string? filter,
        TimeZoneInfo zone,
        CancellationToken cancellationToken,
        bool isTrusted = false
    )
    {
        var types =
            filter?.Contains(AttributesField, StringComparison.Ordinal) == true
                ? await work.Query<AttributeDefinition>()
                    .AsNoTracking()
                    .ToDictionaryAsync(
                        definition => definition.Key,
                        definition => definition.ColumnType,
                        cancellationToken
                    )
                : NoAttributes;
        return new FilterContext(zone, work.Now, types) { Tables = new WorkTables(work, checksScopes: !isTrusted) };
    }
}
