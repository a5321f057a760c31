using Crm.Api.Access;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Segments;

/// <summary>Counts who is in a segment now, and shows some of them.</summary>
internal static class PreviewSegment
{
    public const int MostShown = 100;
    private const int Shown = 10;

    public static readonly QueryParameter SampleSize = new(
        "sampleSize",
        QueryParameterType.Whole,
        "How many customers to show.",
        Shown
    )
    {
        Maximum = MostShown,
    };

    public static async Task<Answer<SegmentPreviewResponse>> Handle(
        IdOrNumber id,
        HttpContext http,
        Caller caller,
        Work work,
        ListSettings settings,
        CancellationToken cancellationToken
    )
    {
        caller.CheckRead("customers");
        var segment =
            await id.FindAsync(work.For(caller).Query<Segment>().AsNoTracking(), cancellationToken)
            ?? throw new ProblemException(Problem.NotFound("segment", id.Text));
        var customers = await SegmentAudience.CustomersAsync(
            work,
            [segment],
            [],
            filter: null,
            settings.Zone,
            cancellationToken
        );
        var shown = http.Request.Query["sampleSize"] is [{ Length: > 0 } size]
            ? Math.Min(int.Parse(size, System.Globalization.CultureInfo.InvariantCulture), MostShown)
            : Shown;
        return await AnswerAsync(customers, shown, work, cancellationToken);
    }

    /// <summary>The same of what is not stored.</summary>
    public static async Task<Answer<SegmentPreviewResponse>> HandleUnsaved(
        Body<SegmentPreviewRequest> body,
        Caller caller,
        Work work,
        ListSettings settings,
        CancellationToken cancellationToken
    )
    {
        caller.CheckRead("customers");
        var asked = body.Value;
        work.For(caller);
        var customers = await SegmentAudience.CustomersAsync(
            work,
            await NamedAsync(asked.Include, "/include", work, cancellationToken),
            await NamedAsync(asked.Exclude, "/exclude", work, cancellationToken),
            asked.Filter,
            asked.TimeZone is { } zone ? TimeZones.Find(zone)! : settings.Zone,
            cancellationToken
        );
        return await AnswerAsync(customers, asked.SampleSize ?? Shown, work, cancellationToken);
    }

    private static async Task<Answer<SegmentPreviewResponse>> AnswerAsync(
        IQueryable<Customer> customers,
        int shown,
        Work work,
        CancellationToken cancellationToken
    )
    {
        await using var snapshot = await work.BeginSnapshotAsync(cancellationToken);
        return Answer.Ok(
            new SegmentPreviewResponse
            {
                Count = await customers.LongCountAsync(cancellationToken),
                Sample = await customers
                    .OrderBy(customer => customer.Id)
                    .Take(shown)
                    .Select(customer => new SampledCustomer
                    {
                        Id = customer.Id,
                        Number = customer.Number,
                        Name = customer.Name,
                    })
                    .ToListAsync(cancellationToken),
            }
        );
    }

    private static async Task<IReadOnlyList<Segment>> NamedAsync(
        IReadOnlyList<Guid>? ids,
        string pointer,
        Work work,
        CancellationToken cancellationToken
    )
    {
        foreach (var (index, id) in (ids ?? []).Index())
        {
            await References.CheckAsync<Segment>(work, null, id, $"{pointer}/{index}", cancellationToken);
        }

        return ids is null or []
            ? []
            : await work.Query<Segment>()
                .AsNoTracking()
                .Where(segment => EF.Parameter(ids).Contains(segment.Id))
                .ToListAsync(cancellationToken);
    }
}
