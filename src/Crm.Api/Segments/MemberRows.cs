using Crm.Api.Data;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Segments;

/// <summary>Writes members down by one statement for any number of them.</summary>
internal static class MemberRows
{
    private const string Into = "@into_segment";

    /// <summary>Adds the customers that a query finds. EF Core has no INSERT … SELECT, so its SELECT is put into one.</summary>
    public static async Task<int> InsertAsync(
        Work work,
        Guid segmentId,
        IQueryable<Guid> customerIds,
        CancellationToken cancellationToken
    )
    {
        var mapping = work
            .Db.Model.FindEntityType(typeof(SegmentMember))!
            .FindProperty(nameof(SegmentMember.SegmentId))!
            .GetRelationalTypeMapping();
        await using var command = customerIds.CreateDbCommand();
        command.CommandText =
            $"WITH found (customer_id) AS ({command.CommandText}) "
            + $"INSERT INTO segment_members (segment_id, customer_id) SELECT {Into}, customer_id FROM found";
        command.Parameters.Add(mapping.CreateParameter(command, Into, segmentId, nullable: false));
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
