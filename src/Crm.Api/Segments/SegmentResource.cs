using Crm.Api.Data;
using Crm.Api.Filters;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Microsoft.Extensions.Options;

namespace Crm.Api.Segments;

/// <summary>Segments as a resource.</summary>
internal sealed class SegmentResource(IOptions<InstallationOptions> installation)
    : Resource<Segment, SegmentForm, SegmentResponse>
{
    private readonly TimeZoneInfo _zone = TimeZones.Find(installation.Value.TimeZone)!;

    public override string Kind => "segment";

    public override string Plural => "segments";

    public override FieldTable<Segment> Fields { get; } =
        new FieldTable<Segment>()
            .Id("id", segment => segment.Id)
            .Text("name", segment => segment.Name, segment => segment.NameSort)
            .Text("description", segment => segment.Description)
            .Choice("kind", segment => segment.Kind)
            .Text("filter", segment => segment.Filter)
            .Whole("memberCount", segment => segment.MemberCount)
            .Time("refreshTime", segment => segment.RefreshTime)
            .Time("createTime", segment => segment.CreateTime)
            .Time("updateTime", segment => segment.UpdateTime)
            .Time("deleteTime", segment => segment.DeleteTime);

    public override IReadOnlyList<MatchKey<Segment, SegmentForm>> Keys { get; } =
    [
        MatchKey.OfName<Segment, SegmentForm>(
            form => form.Name?.Trim(),
            segment => segment.Name,
            segment => segment.NameSort
        ),
    ];

    public override SegmentForm ToForm(Segment entity) =>
        new()
        {
            Name = entity.Name,
            Description = entity.Description,
            Kind = entity.Kind,
            Filter = entity.Filter,
            TimeZone = entity.TimeZone,
        };

    public override SegmentResponse ToResponse(Segment entity)
    {
        var response = new SegmentResponse
        {
            Name = entity.Name,
            Description = entity.Description,
            Kind = entity.Kind,
            Filter = entity.Filter,
            TimeZone = entity.TimeZone,
            MemberCount = entity.MemberCount,
            RefreshTime = entity.RefreshTime,
        };
        response.Describe(entity);
        return response;
    }

    public override async Task FillAsync(
        Segment entity,
        SegmentForm form,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var isNewRule = form.Filter != entity.Filter || form.TimeZone != entity.TimeZone;
        entity.NameIt(form.Name!);
        entity.Description = form.Description;
        entity.Select(form.Kind!.Value, form.Filter, form.TimeZone);
        if (isNewRule && form.Filter is not null)
        {
            await SegmentAudience.CheckAsync(work, form.Filter, _zone, cancellationToken);
        }

        if (entity is { IsNew: true, Kind: SegmentKind.List })
        {
            entity.Count(0, work.Now);
        }
    }
}
