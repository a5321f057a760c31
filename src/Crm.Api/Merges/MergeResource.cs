using Crm.Api.Data;
using Crm.Api.Filters;
using Crm.Api.Http.Records;

namespace Crm.Api.Merges;

/// <summary>Merges as a resource, to be read.</summary>
internal sealed class MergeResource : Resource<Merge, MergeForm, MergeResponse>
{
    public override string Kind => "merge";

    public override string Plural => "merges";

    public override FieldTable<Merge> Fields { get; } =
        new FieldTable<Merge>()
            .Id("id", merge => merge.Id)
            .Id("survivorId", merge => merge.SurvivorId)
            .Id("jobId", merge => merge.JobId)
            .Many(
                "merged",
                merge => merge.Merged,
                new FieldTable<MergedCustomer>().Id("customerId", merged => merged.CustomerId)
            )
            .Time("unmergeTime", merge => merge.UnmergeTime)
            .Time("createTime", merge => merge.CreateTime)
            .Time("updateTime", merge => merge.UpdateTime)
            .Time("deleteTime", merge => merge.DeleteTime);

    public override MergeForm ToForm(Merge entity) => new();

    public override MergeResponse ToResponse(Merge entity)
    {
        var response = new MergeResponse
        {
            SurvivorId = entity.SurvivorId,
            MergedIds = [.. entity.Merged.OrderBy(merged => merged.Position).Select(merged => merged.CustomerId)],
            JobId = entity.JobId,
            Moved = MergeSnapshot.Of(entity).Moved,
            UnmergeTime = entity.UnmergeTime,
        };
        response.Describe(entity);
        return response;
    }

    public override Task FillAsync(Merge entity, MergeForm form, Work work, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A merge is made by merging.");
}
