using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Api.Customers;
using Crm.Api.Http;

namespace Crm.Api.Merges.Survivorship;

/// <summary>The fields of a customer as survivorship sees them.</summary>
internal static class MergeFields
{
    public const string Name = "name";
    public const string Attributes = "attributes";

    /// <summary>A name's parts come from one record: two halves of different names make a third person.</summary>
    public static readonly string[] NameParts = ["name", "givenName", "middleName", "familyName"];

    public static readonly FrozenSet<string> All = Json.TypeInfo<CustomerForm>()
        .Properties.Select(property => property.Name)
        .ToFrozenSet(StringComparer.Ordinal);

    public static readonly FrozenSet<string> Lists = FrozenSet.Create(
        StringComparer.Ordinal,
        "contactPoints",
        "addresses",
        "externalIds",
        "tags"
    );

    /// <summary>Fields that a strategy can be given for.</summary>
    public static readonly FrozenSet<string> Choosable = All.Except([.. NameParts.Skip(1), "kind"])
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What is known about somebody for sure; two different values need a person's word, or a strategy that was asked for.</summary>
    public static readonly string[] Identity = ["birthDate"];

    public static FieldStrategy DefaultOf(string field) =>
        Lists.Contains(field) ? FieldStrategy.KeepAll
        : field == "lifecycleStage" ? FieldStrategy.Furthest
        : FieldStrategy.Survivor;

    /// <summary>The value as text that is compared with others.</summary>
    public static string TextOf(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>().Trim() : value.ToJsonString();
}
