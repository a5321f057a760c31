using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.DedupeDecisions;
using Crm.Api.DedupeRuns;
using Crm.Dedupe;
using Fields = Crm.Api.DedupeRuns.CustomerFields;

namespace Crm.Api.Duplicates;

/// <summary>Customers that are asked about together, with everybody they may be: looked up once for all of them.</summary>
internal sealed class DuplicateSearch
{
    private readonly IReadOnlyList<ReadCustomer> _asked;
    private readonly IReadOnlyList<IReadOnlyList<long>> _keys;
    private readonly List<ReadCustomer> _records;
    private readonly IReadOnlyList<IReadOnlyList<int>> _candidates;
    private readonly DecidedPairs _decided;
    private readonly Dictionary<CustomerKind, (FittedModel Model, SetMatcher Matcher)> _matchers;

    private DuplicateSearch(
        IReadOnlyList<ReadCustomer> asked,
        IReadOnlyList<IReadOnlyList<long>> keys,
        List<ReadCustomer> records,
        IReadOnlyList<IReadOnlyList<int>> candidates,
        DecidedPairs decided,
        Dictionary<CustomerKind, (FittedModel, SetMatcher)> matchers
    )
    {
        _asked = asked;
        _keys = keys;
        _records = records;
        _candidates = candidates;
        _decided = decided;
        _matchers = matchers;
    }

    /// <summary>The stored customers that were compared.</summary>
    public required IReadOnlyDictionary<Guid, Candidate> Named { get; init; }

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
        var read = await CandidateReader.ReadAsync(work, ids.SelectMany(some => some).Union(stored), cancellationToken);
        List<ReadCustomer> records = [.. asked, .. read.Select(candidate => candidate.Customer)];
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
        return new DuplicateSearch(asked, keys, records, [.. candidates], decided, matchers)
        {
            Named = read.ToDictionary(candidate => candidate.Customer.Row.Id),
        };
    }

    /// <summary>The keys of one of the customers.</summary>
    public IReadOnlyList<long> KeysOf(int index) => _keys[index];

    /// <summary>Whom one of the customers may be, the surest first.</summary>
    /// <param name="index">Which of those that were asked about.</param>
    /// <param name="threshold">How sure it must be, 0 to 1; what a person has decided is sure.</param>
    /// <param name="incoming">Customers to compare it with that are not stored like this yet.</param>
    public IReadOnlyList<FoundDuplicate> Find(int index, double threshold, IReadOnlyList<ReadCustomer>? incoming = null)
    {
        var stored = MatchStored(index);
        return
        [
            .. stored
                .Concat(MatchIncoming(index, incoming ?? []))
                .Select(match => match with { IsDecided = _decided.AreSame(_asked[index].Row.Id, match.Id) })
                .Where(match => IsMeant(match, _asked[index].Row.Id, threshold))
                .OrderByDescending(match => match.Explanation.MatchWeight),
        ];
    }

    private bool IsMeant(FoundDuplicate match, Guid own, double threshold) =>
        match.IsDecided
        || (
            match.Explanation is { IsContradiction: false } explanation
            && explanation.Probability >= threshold
            && !_decided.AreApart(own, match.Id)
        );

    private IEnumerable<FoundDuplicate> MatchStored(int index) =>
        _candidates[index].Count == 0
            ? []
            : _matchers[_asked[index].Row.Kind]
                .Matcher.Match(new RecordId(index), _candidates[index].Select(place => new RecordId(place)))
                .Select(match => new FoundDuplicate(_records[(int)match.Id.Value].Row.Id, match.Explanation));

    private IEnumerable<FoundDuplicate> MatchIncoming(int index, IReadOnlyList<ReadCustomer> incoming)
    {
        var own = _asked[index];
        List<ReadCustomer> others =
        [
            .. incoming.Where(other => other.Row.Kind == own.Row.Kind && other.Row.Id != own.Row.Id),
        ];
        if (others.Count == 0)
        {
            return [];
        }

        var builder = new RecordSetBuilder(Fields.Of(own.Row.Kind));
        foreach (var (place, record) in others.Prepend(own).Index())
        {
            builder.Add(new RecordId(place), Fields.Values(record));
        }

        return new RecordMatcher(_matchers[own.Row.Kind].Model)
            .Match(builder.Build(), new RecordId(0))
            .Select(match => new FoundDuplicate(
                others[(int)match.Id.Value - 1].Row.Id,
                match.Explanation,
                IsIncoming: true
            ));
    }

    private static async Task<Dictionary<CustomerKind, (FittedModel, SetMatcher)>> MatchersAsync(
        List<ReadCustomer> records,
        DuplicateModels models,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var matchers = new Dictionary<CustomerKind, (FittedModel, SetMatcher)>();
        foreach (var kind in records.Index().GroupBy(record => record.Item.Row.Kind))
        {
            var builder = new RecordSetBuilder(Fields.Of(kind.Key));
            foreach (var (place, record) in kind)
            {
                builder.Add(new RecordId(place), Fields.Values(record));
            }

            var model = await models.OfAsync(kind.Key, work, cancellationToken);
            matchers.Add(kind.Key, (model, new RecordMatcher(model).Over(builder.Build())));
        }

        return matchers;
    }
}
