using Crm.Api.Access;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Kernel;
using Crm.Dedupe;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.DedupeRuns;

/// <summary>Says of any two customers, as they are now, why they are one or are not, by what a run has learned.</summary>
internal static class ExplainDedupePair
{
    public static readonly QueryParameter[] Parameters =
    [
        new("first", QueryParameterType.Text, "Id or number of one of the two.", "C-000001", Required: true),
        new("second", QueryParameterType.Text, "Id or number of the other.", "C-000002", Required: true),
    ];

    public static async Task<Answer<DedupeExplanationResponse>> Handle(
        IdOrNumber id,
        HttpContext http,
        Caller caller,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var run = await work.For(caller).FindCompleteRunAsync(id, cancellationToken);
        var one = await CustomerAsync("first", http, work, cancellationToken);
        var other = await CustomerAsync("second", http, work, cancellationToken);
        if (one.Id == other.Id)
        {
            throw RuleBroken.Invalid("pair-of-one", "A customer is no pair with itself.", "second");
        }

        if (one.Kind != other.Kind)
        {
            throw RuleBroken.Invalid("decision-kinds", "A person and an organisation are not one.", "second");
        }

        var (first, second) = DedupeDecisions.DedupeDecision.Ordered(one.Id, other.Id);
        var explanation = await ExplainAsync(run.Id, first, second, work, cancellationToken);
        return Answer.Ok(explanation);
    }

    private static async Task<Customer> CustomerAsync(
        string parameter,
        HttpContext http,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var name = new IdOrNumber(http.Request.Query[parameter].ToString());
        return await name.FindAsync(work.Query<Customer>().AsNoTracking(), cancellationToken)
            ?? throw RuleBroken.Invalid(
                "unknown-reference",
                $"There is no customer '{name}', or you may not see it.",
                parameter
            );
    }

    private static async Task<DedupeExplanationResponse> ExplainAsync(
        Guid runId,
        Guid first,
        Guid second,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var pages = CustomerReader.PagesAsync(
            work,
            work.Query<Customer>().Where(customer => customer.Id == first || customer.Id == second),
            cancellationToken
        );
        var read = (await pages.ToListAsync(cancellationToken)).Single();
        var (one, other) = (CustomerFields.Values(read[0]), CustomerFields.Values(read[1]));
        var kind = read[0].Row.Kind;
        var explanation = Judge(await ModelAsync(runId, kind, work, cancellationToken), kind, one, other);
        var reasons = PairReasons.Of(explanation);
        var customers = await DedupeMapping.CustomersAsync(work, [first, second], cancellationToken);
        var decisions = await DedupeMapping.DecisionsAsync(work, [(first, second)], cancellationToken);
        return new DedupeExplanationResponse
        {
            First = customers[first],
            Second = customers[second],
            MatchWeight = PairReasons.Rounded(explanation.MatchWeight),
            Probability = PairReasons.Probability(explanation.MatchWeight),
            PriorWeight = reasons.Prior,
            Reasons =
            [
                .. reasons.Reasons.Select(reason =>
                    DedupeMapping.ToReason(reason, Behind(reason, kind, one), Behind(reason, kind, other))
                ),
            ],
            RelatedWeight = reasons.Related,
            NearestClass = explanation.NearestClass,
            Blocks = reasons.Blocks,
            Decision = decisions.GetValueOrDefault((first, second)),
        };
    }

    private static Explanation Judge(FittedModel model, CustomerKind kind, string?[] one, string?[] other)
    {
        var builder = new RecordSetBuilder(CustomerFields.Of(kind));
        builder.Add(new RecordId(0), one);
        builder.Add(new RecordId(1), other);
        return new RecordMatcher(model).Match(builder.Build(), new RecordId(0)).Single().Explanation;
    }

    /// <summary>Of a kind of which the run had no two, nothing was learned; what is known before any run has to do.</summary>
    private static async Task<FittedModel> ModelAsync(
        Guid runId,
        CustomerKind kind,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var content = await work
            .Db.Set<DedupeModel>()
            .Where(model => model.RunId == runId && model.Kind == kind)
            .Select(model => model.Content)
            .FirstOrDefaultAsync(cancellationToken);
        return content is null ? FittedModel.Default : FittedModel.FromJson(content);
    }

    private static List<string> Behind(PairReason reason, CustomerKind kind, string?[] values)
    {
        var fields = CustomerFields.Behind(reason.Comparison).ToList();
        return
        [
            .. CustomerFields
                .Of(kind)
                .Zip(values)
                .Where(field => field.Second is not null && fields.Contains(field.First!.Value))
                .Select(field => field.Second!),
        ];
    }
}
