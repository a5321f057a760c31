using Crm.Api.Access;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Jobs;

namespace Crm.Api.Segments;

/// <summary>Pages through the members of a segment as they were written down.</summary>
internal static class ListSegmentMembers
{
    private const string OldestFirst = "createTime";

    public static async Task<IResult> Handle(
        IdOrNumber id,
        HttpContext http,
        Caller caller,
        Work work,
        CustomerResource customers,
        ListSettings settings,
        CancellationToken cancellationToken
    )
    {
        caller.CheckRead(customers.Plural);
        var segment =
            await id.FindAsync(work.For(caller).Query<Segment>(), cancellationToken)
            ?? throw new ProblemException(Problem.NotFound("segment", id.Text));
        segment.DemandMembers();
        var list = new ListRecords<Customer, CustomerForm, CustomerResponse>(customers);
        return await list.AnswerAsync(
            http,
            work,
            settings,
            SegmentAudience.IsMember(work, segment.Id),
            OldestFirst,
            cancellationToken
        );
    }
}
