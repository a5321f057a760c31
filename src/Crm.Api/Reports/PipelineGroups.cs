using System.Globalization;
using Crm.Api.Data;
using Crm.Api.Kernel;
using Crm.Api.Pipelines;
using Crm.Api.Products;
using Crm.Api.Teams;
using Crm.Api.Users;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Reports;

/// <summary>A group of a report; the key is null for what belongs to none.</summary>
/// <param name="Key">Id, stage key or month.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Order">Where it stands.</param>
internal sealed record PipelineGroup(string? Key, string? Label, string Order)
{
    public static readonly PipelineGroup None = new(null, null, "");
}

/// <summary>Says to which group a cell belongs.</summary>
internal static class PipelineGroups
{
    public static async Task<Func<PipelineCell, PipelineGroup>> OfAsync(
        PipelineReportQuery query,
        IReadOnlyList<PipelineCell> cells,
        IReadOnlyList<Pipeline> pipelines,
        Work work,
        CancellationToken cancellationToken
    )
    {
        switch (query.GroupBy)
        {
            case PipelineGrouping.Owner:
                var owners = await OwnersAsync(cells, work, cancellationToken);
                return cell => cell.OwnerId is { } owner ? Named(owner, owners[owner].Name) : PipelineGroup.None;
            case PipelineGrouping.Team:
                var members = await OwnersAsync(cells, work, cancellationToken);
                var teams = await work.QueryWithTrash<Team>()
                    .ToDictionaryAsync(team => team.Id, team => team.Name, cancellationToken);
                return cell =>
                    cell.OwnerId is { } owner && members[owner].TeamId is { } team
                        ? Named(team, teams[team])
                        : PipelineGroup.None;
            case PipelineGrouping.Product:
                var products = await ProductsAsync(cells, work, cancellationToken);
                return cell => cell.ProductId is { } product ? Named(product, products[product]) : PipelineGroup.None;
            case PipelineGrouping.Month:
                return cell => Month(cell, query.Zone);
            case PipelineGrouping.Stage:
                var stages = Stages(pipelines);
                return cell => stages[cell.Stage];
        }

        throw new InvalidOperationException($"Unknown grouping {query.GroupBy}.");
    }

    /// <summary>Stages of several pipelines that have one key are one group; the default pipeline names and places it.</summary>
    private static Dictionary<string, PipelineGroup> Stages(IReadOnlyList<Pipeline> pipelines)
    {
        var groups = new Dictionary<string, PipelineGroup>(StringComparer.Ordinal);
        var inOrder = pipelines
            .OrderByDescending(pipeline => pipeline.IsDefault)
            .ThenBy(pipeline => pipeline.NameSort, StringComparer.Ordinal)
            .SelectMany(pipeline => pipeline.StagesInOrder);
        foreach (var stage in inOrder)
        {
            var order = groups.Count.ToString("D6", CultureInfo.InvariantCulture);
            groups.TryAdd(stage.Key, new PipelineGroup(stage.Key, stage.Name, order));
        }

        return groups;
    }

    /// <summary>The month it was closed in, or is expected to be.</summary>
    private static PipelineGroup Month(PipelineCell cell, TimeZoneInfo zone)
    {
        var day = cell.CloseTime is { } closed ? DayBorder.DayOf(closed, zone) : cell.ExpectedCloseDate;
        if (day is null)
        {
            return PipelineGroup.None;
        }

        var month = day.Value.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        return new PipelineGroup(month, month, month);
    }

    private static PipelineGroup Named(Guid id, string name) => new(id.ToString("D"), name, Kernel.SortKey.Of(name));

    private static Task<Dictionary<Guid, Owner>> OwnersAsync(
        IReadOnlyList<PipelineCell> cells,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var ids = cells.Select(cell => cell.OwnerId).OfType<Guid>().Distinct().ToList();
        return work.QueryWithTrash<User>()
            .Where(user => ids.Contains(user.Id))
            .ToDictionaryAsync(user => user.Id, user => new Owner(user.Name, user.TeamId), cancellationToken);
    }

    private static Task<Dictionary<Guid, string>> ProductsAsync(
        IReadOnlyList<PipelineCell> cells,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var ids = cells.Select(cell => cell.ProductId).OfType<Guid>().Distinct().ToList();
        return work.QueryWithTrash<Product>()
            .Where(product => ids.Contains(product.Id))
            .ToDictionaryAsync(product => product.Id, product => product.Name, cancellationToken);
    }

    private sealed record Owner(string Name, Guid? TeamId);
}
