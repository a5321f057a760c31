using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.DedupeDecisions;
using Crm.Api.DedupeRuns;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Crm.Dedupe;
using Crm.Dedupe.Comparing;
using Microsoft.EntityFrameworkCore;
using Fields = Crm.Api.DedupeRuns.CustomerFields;

namespace Crm.Api.Duplicates;

/// <summary>Customers that are asked about together, with everybody they may be: looked up once for all of them.</summary>
internal sealed class DuplicateSearch
{
    private readonly IReadOnlyList<ReadCustomer> _asked;
    private readonly List<ReadCustomer> _records;
    private readonly IReadOnlyList<IReadOnlyList<int>> _candidates;
    private readonly DecidedPairs _decided;
    private readonly Dictionary<CustomerKind, SetMatcher> _matchers;

    private DuplicateSearch(
        IReadOnlyList<ReadCustomer> asked,
        List<ReadCustomer> records,
        IReadOnlyList<IReadOnlyList<int>> candidates,
        DecidedPairs decided,
        Dictionary<CustomerKind, SetMatcher> matchers
    )
    {
        _asked = asked;
        _records = records;
        _candidates = candidates;
        _decided = decided;
        _matchers = matchers;
    }

    /// <param name="asked">Stored customers or such that are not stored yet.</param>
    /// <param name="models">What is known of customers.</param>
    /// <param name="work">The unit of work.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<DuplicateSearch> OpenAsync(
        IReadOnlyList<ReadCustomer> asked,
        DuplicateModels models,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var keys = BlockKeysOfCustomers.Of(asked);
        var found = await Candidates.OfAsync(work, keys, cancellationToken);
        var stored = asked.Where(customer => customer.Row.Version > 0).Select(customer => customer.Row.Id).ToList();
        var decided = await DecidedPairs.OfAsync(stored, work, cancellationToken);
        var ids = asked
            .Select((customer, index) => found[index].Union(decided.SameAs(customer.Row.Id)).ToList())
            .ToList();
        List<ReadCustomer> records = [.. asked];
        records.AddRange(await ReadAsync(ids.SelectMany(some => some).Union(stored), work, cancellationToken));
        var places = records
            .Index()
            .Skip(asked.Count)
            .ToDictionary(record => record.Item.Row.Id, record => record.Index);
        for (var index = 0; index < asked.Count; index++)
        {
            // Of a customer that is being changed, the employer is where it was.
            asked[index].Employer ??= places.TryGetValue(asked[index].Row.Id, out var own)
                ? records[own].Employer
                : null;
        }

        var candidates = ids.Select(
            (some, index) =>
                (IReadOnlyList<int>)
                    [
                        .. some.Where(id => id != asked[index].Row.Id && places.ContainsKey(id))
                            .Select(id => places[id])
                            .Where(place => records[place].Row.Kind == asked[index].Row.Kind),
                    ]
        );
        var matchers = await MatchersAsync(records, models, work, cancellationToken);
        return new DuplicateSearch(asked, records, [.. candidates], decided, matchers);
    }

    /// <summary>Whom one of the customers may be.</summary>
    /// <param name="index">Which of those that were asked about.</param>
    /// <param name="threshold">How sure it must be, 0 to 1; what a person has decided is sure.</param>
    public IReadOnlyList<FoundDuplicate> Find(int index, double threshold)
    {
        var own = _asked[index].Row;
        if (_candidates[index].Count == 0)
        {
            return [];
        }

        var matches = _matchers[own.Kind]
            .Match(new RecordId(index), _candidates[index].Select(place => new RecordId(place)));
        List<FoundDuplicate> found = [];
        foreach (var match in matches)
        {
            var other = _records[(int)match.Id.Value].Row;
            var isDecided = _decided.AreSame(own.Id, other.Id);
            var isSure = match.Explanation.Probability >= threshold && !match.Explanation.IsContradiction;
            if (isDecided || (isSure && !_decided.AreApart(own.Id, other.Id)))
            {
                found.Add(new FoundDuplicate(other.Id, match.Explanation, isDecided));
            }
        }

        return found;
    }

    private static async Task<List<ReadCustomer>> ReadAsync(
        IEnumerable<Guid> ids,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var wanted = ids.ToList();
        if (wanted.Count == 0)
        {
            return [];
        }

        var customers = work.Query<Customer>().Where(customer => EF.Parameter(wanted).Contains(customer.Id));
        List<ReadCustomer> read = [];
        await foreach (var page in CustomerReader.PagesAsync(work, customers, cancellationToken))
        {
            read.AddRange(page);
        }

        return read;
    }

    private static async Task<Dictionary<CustomerKind, SetMatcher>> MatchersAsync(
        List<ReadCustomer> records,
        DuplicateModels models,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var matchers = new Dictionary<CustomerKind, SetMatcher>();
        foreach (var kind in records.Index().GroupBy(record => record.Item.Row.Kind))
        {
            var builder = new RecordSetBuilder(Fields.Of(kind.Key));
            foreach (var (place, record) in kind)
            {
                builder.Add(new RecordId(place), Fields.Values(record));
            }

            var model = await models.OfAsync(kind.Key, work, cancellationToken);
            matchers.Add(kind.Key, new RecordMatcher(model).Over(builder.Build()));
        }

        return matchers;
    }
}

/// <summary>A stored customer that another may be.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Explanation">Why.</param>
/// <param name="IsDecided">Whether a person has said that they are one.</param>
internal sealed record FoundDuplicate(Guid Id, Explanation Explanation, bool IsDecided)
{
    private const int Digits = 3;

    public PossibleDuplicate ToResponse(DedupeCustomer customer) =>
        new()
        {
            Id = Id,
            Number = customer.Number ?? "",
            Name = customer.Name ?? "",
            Score = PairReasons.Probability(Explanation.MatchWeight),
            MatchWeight = PairReasons.Rounded(Explanation.MatchWeight),
            Reasons =
            [
                .. Explanation
                    .Reasons.Select(reason => new DuplicateReason
                    {
                        Comparison = EnumText<Comparison>.Of(reason.Comparison),
                        Level = reason.Level,
                        Weight = Math.Round(reason.Weight + reason.FrequencyAdjustment, Digits),
                    })
                    .OrderByDescending(reason => Math.Abs(reason.Weight)),
            ],
            Decided = IsDecided ? true : null,
        };
}
