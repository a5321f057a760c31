using System.Text.Json.Nodes;
using Crm.Api.Customers;
using Crm.Api.Kernel;

namespace Crm.Api.Merges.Survivorship;

/// <summary>The one record that several make: its update form, where each value comes from, and what a person has to decide.</summary>
internal sealed class GoldenRecord
{
    private readonly SurvivorshipRules _rules;
    private readonly IReadOnlyList<MergeMember> _members;
    private readonly List<FieldOrigin> _origins = [];
    private readonly List<MergeConflict> _conflicts = [];

    /// <param name="members">The survivor first, the others from the newest to the oldest.</param>
    /// <param name="rules">Whose values are kept.</param>
    /// <param name="values">Values that somebody has chosen; null clears.</param>
    public GoldenRecord(IReadOnlyList<MergeMember> members, SurvivorshipRules rules, JsonObject? values)
    {
        _members = members;
        _rules = rules;
        CheckKinds();
        foreach (var field in MergeFields.All.Order(StringComparer.Ordinal))
        {
            if (values is not null && values.TryGetPropertyValue(field, out var value))
            {
                Form[field] = value?.DeepClone();
                _origins.Add(new FieldOrigin(field, "explicit", []));
            }
            else if (!MergeFields.NameParts.Contains(field))
            {
                Settle(field);
            }
        }

        SettleName(values);
    }

    public JsonObject Form { get; } = [];

    public Guid SurvivorId => _members[0].Id;

    public IReadOnlyList<FieldOrigin> Origins => _origins;

    public IReadOnlyList<MergeConflict> Conflicts => _conflicts;

    /// <summary>Notes what only the database tells.</summary>
    public void Add(MergeConflict conflict) => _conflicts.Add(conflict);

    private void CheckKinds()
    {
        if (_members.Select(member => (string?)member.Form["kind"]).Distinct(StringComparer.Ordinal).Skip(1).Any())
        {
            _conflicts.Add(
                new MergeConflict("kinds-differ", "/kind", "A person and an organisation cannot be one customer.")
            );
        }
    }

    private void Settle(string field)
    {
        if (field == MergeFields.Attributes)
        {
            SettleAttributes();
            return;
        }

        var strategy = _rules.StrategyOf(field);
        if (strategy == FieldStrategy.KeepAll)
        {
            KeepAll(field);
            return;
        }

        var having = Having(member => member.Form[field], field);
        CheckIdentity(field, having);
        Take(field, strategy, having);
    }

    /// <summary>Who has a value; the trees of organisations leave out those that become one.</summary>
    private List<FieldValue> Having(Func<MergeMember, JsonNode?> valueOf, string field)
    {
        var having = new List<FieldValue>();
        foreach (var member in _members)
        {
            if (
                valueOf(member) is { } value
                && (field != "parentId" || _members.All(other => other.Id != value.GetValue<Guid>()))
            )
            {
                having.Add(new FieldValue(member, value));
            }
        }

        return having;
    }

    private void CheckIdentity(string field, List<FieldValue> having)
    {
        var texts = having.Select(one => MergeFields.TextOf(one.Value)).Distinct(StringComparer.OrdinalIgnoreCase);
        if (MergeFields.Identity.Contains(field) && !_rules.IsSaid(field) && texts.Skip(1).Any())
        {
            _conflicts.Add(
                new MergeConflict(
                    "values-differ",
                    $"/{field}",
                    $"The records have different values of '{field}': {string.Join(", ", texts)}. Give a strategy or a value for it."
                )
            );
        }
    }

    private void Take(string field, FieldStrategy strategy, List<FieldValue> having)
    {
        if (having.Count == 0)
        {
            return;
        }

        var chosen = Choose(strategy, having);
        Form[field] = chosen.Value.DeepClone();
        var same = having.Where(one => JsonNode.DeepEquals(one.Value, chosen.Value));
        _origins.Add(
            new FieldOrigin(field, EnumText<FieldStrategy>.Of(strategy), [.. same.Select(one => one.Member.Id)])
        );
    }

    /// <summary>Ties go to whoever comes first: the survivor, then the newest.</summary>
    private FieldValue Choose(FieldStrategy strategy, List<FieldValue> having) =>
        strategy switch
        {
            FieldStrategy.Newest => having.MaxBy(one => one.Member.UpdateTime)!,
            FieldStrategy.Oldest => having.MinBy(one => one.Member.UpdateTime)!,
            FieldStrategy.Longest => having.MaxBy(one => MergeFields.TextOf(one.Value).Length)!,
            FieldStrategy.MostComplete => having.MaxBy(one => one.Member.Filled)!,
            FieldStrategy.MostTrusted => having.MinBy(one => Rank(one.Member))!,
            FieldStrategy.MostFrequent => having
                .GroupBy(one => MergeFields.TextOf(one.Value), StringComparer.OrdinalIgnoreCase)
                .MaxBy(group => group.Count())!
                .First(),
            FieldStrategy.Furthest => having.MaxBy(one => Stage(one.Value))!,
            FieldStrategy.Survivor or FieldStrategy.KeepAll => having[0],
        };

    private int Rank(MergeMember member)
    {
        var ranked = (_rules.SourceRank ?? []).Index().Where(rank => rank.Item == member.Source);
        return ranked.Select(rank => rank.Index).FirstOrDefault(int.MaxValue);
    }

    private static int Stage(JsonNode stage) =>
        EnumText<LifecycleStage>.Parse(stage.GetValue<string>()) switch
        {
            LifecycleStage.Lead => 0,
            LifecycleStage.Prospect => 1,
            LifecycleStage.Former => 2,
            LifecycleStage.Customer => 3,
        };

    private void KeepAll(string field)
    {
        var union = new ListUnion(field);
        var from = new List<Guid>();
        foreach (var member in _members.Where(member => member.Form[field] is JsonArray))
        {
            if (union.Add(member.Form[field]!.AsArray()))
            {
                from.Add(member.Id);
            }
        }

        if (from.Count > 0)
        {
            Form[field] = union.Items;
            _origins.Add(new FieldOrigin(field, EnumText<FieldStrategy>.Of(FieldStrategy.KeepAll), from));
        }
    }

    /// <summary>Each custom attribute is a field of its own.</summary>
    private void SettleAttributes()
    {
        var attributes = new JsonObject();
        var keys = _members.SelectMany(member =>
            member.Form[MergeFields.Attributes]?.AsObject().Select(attribute => attribute.Key) ?? []
        );
        foreach (var key in keys.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var having = Having(member => member.Form[MergeFields.Attributes]?[key], MergeFields.Attributes);
            if (having.Count > 0)
            {
                var strategy = _rules.StrategyOf(MergeFields.Attributes);
                var chosen = Choose(strategy, having);
                attributes[key] = chosen.Value.DeepClone();
                _origins.Add(
                    new FieldOrigin(
                        $"{MergeFields.Attributes}.{key}",
                        EnumText<FieldStrategy>.Of(strategy),
                        [chosen.Member.Id]
                    )
                );
            }
        }

        if (attributes.Count > 0)
        {
            Form[MergeFields.Attributes] = attributes;
        }
    }

    private void SettleName(JsonObject? values)
    {
        var strategy = _rules.StrategyOf(MergeFields.Name);
        var chosen = Choose(strategy, Having(member => member.Form[MergeFields.Name], MergeFields.Name)).Member;
        foreach (var part in MergeFields.NameParts.Where(part => values?.ContainsKey(part) != true))
        {
            if (chosen.Form[part] is { } value)
            {
                Form[part] = value.DeepClone();
                _origins.Add(new FieldOrigin(part, EnumText<FieldStrategy>.Of(strategy), [chosen.Id]));
            }
        }
    }

    private sealed record FieldValue(MergeMember Member, JsonNode Value);
}

/// <summary>Where a value of the merged record comes from.</summary>
/// <param name="Field">The field, such as <c>name</c>.</param>
/// <param name="Strategy">How it was chosen.</param>
/// <param name="CustomerIds">The records that have it; none when it was given.</param>
internal sealed record FieldOrigin(string Field, string Strategy, IReadOnlyList<Guid> CustomerIds);

/// <summary>What a person has to decide before the records become one.</summary>
internal sealed record MergeConflict(string Code, string Field, string Detail);
