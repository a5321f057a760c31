using System.ComponentModel.DataAnnotations;
using Crm.Api.Kernel;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Merges.Survivorship;

/// <summary>Who survives, and whose values.</summary>
internal class SurvivorshipRules
{
    /// <summary>Which record survives where none is named: the `oldest` unless given, the `newest`, or the `mostComplete`.</summary>
    [Example("oldest")]
    public SurvivorChoice? Survivor { get; init; }

    /// <summary>
    /// By field, whose value is kept. Unless given: the survivor's, filled up from the newest of the others; of lists all items; the
    /// furthest `lifecycleStage`. `name` is said for all parts of a name.
    /// </summary>
    public IReadOnlyDictionary<string, FieldStrategy>? Strategies { get; init; }

    /// <summary>Sources, the most trusted first; for the strategy `mostTrusted`.</summary>
    [MaxLength(50)]
    [ItemLength(60)]
    [Example("erp")]
    public IReadOnlyList<string>? SourceRank { get; init; }

    public FieldStrategy StrategyOf(string field) =>
        Strategies?.TryGetValue(field, out var strategy) == true ? strategy : MergeFields.DefaultOf(field);

    /// <summary>True when somebody has said whose value of the field is kept.</summary>
    public bool IsSaid(string field) => Strategies?.ContainsKey(field) == true;

    /// <summary>Refuses fields that are none, and strategies that do not fit theirs.</summary>
    public void Check()
    {
        foreach (var (field, strategy) in Strategies ?? new Dictionary<string, FieldStrategy>())
        {
            if (!MergeFields.Choosable.Contains(field))
            {
                throw RuleBroken.Invalid(
                    "unknown-field",
                    $"'{field}' is not one of {string.Join(", ", MergeFields.Choosable.Order(StringComparer.Ordinal))}.",
                    $"/strategies/{field}"
                );
            }

            var isFit = strategy switch
            {
                FieldStrategy.KeepAll => MergeFields.Lists.Contains(field),
                FieldStrategy.Furthest => field == "lifecycleStage",
                _ => true,
            };
            if (!isFit)
            {
                throw RuleBroken.Invalid(
                    "strategy-unfit",
                    $"'{EnumText<FieldStrategy>.Of(strategy)}' is no strategy for '{field}'.",
                    $"/strategies/{field}"
                );
            }
        }
    }

    /// <summary>The members, the survivor first, the others from the newest to the oldest.</summary>
    public IReadOnlyList<MergeMember> InOrder(IReadOnlyList<MergeMember> members, Guid? survivorId)
    {
        var survivor =
            survivorId is { } id ? members.First(member => member.Id == id)
            : Survivor == SurvivorChoice.Newest ? members.MaxBy(member => (member.CreateTime, member.Id))!
            : Survivor == SurvivorChoice.MostComplete
                ? members
                    .OrderByDescending(member => member.Filled)
                    .ThenBy(member => (member.CreateTime, member.Id))
                    .First()
            : members.MinBy(member => (member.CreateTime, member.Id))!;
        return
        [
            survivor,
            .. members
                .Where(member => member.Id != survivor.Id)
                .OrderByDescending(member => (member.UpdateTime, member.Id)),
        ];
    }
}

/// <summary>Which record survives.</summary>
internal enum SurvivorChoice
{
    Oldest,
    Newest,
    MostComplete,
}
