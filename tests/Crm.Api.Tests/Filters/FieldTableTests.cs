using Crm.Api.Filters;

namespace Crm.Api.Tests.Filters;

public sealed class FieldTableTests
{
    [Fact]
    public void A_table_describes_its_fields_for_the_documentation() =>
        Assert.Equal(
            [
                "name: Text, sortable",
                "nickname: Text, sortable",
                "kind: Choice, sortable (person organisation buyingGroup)",
                "mood: Choice, sortable (low fair high)",
                "ownerId: Id",
                "owner.name: Text",
                "employees: Whole, sortable",
                "size: Whole, sortable",
                "amount: Decimal, sortable",
                "valid: Flag",
                "birthday: Date, sortable",
                "createTime: Time, sortable",
                "closeTime: Time, sortable",
                "contactPoints.value: Text",
                "contactPoints.primary: Flag",
                "attributes.{key}: Attributes",
                "tags: Words",
                "anniversary: Date",
                "age: Whole",
                "visits.{field}: Records",
                "lastVisitAt: Time",
            ],
            Card.Fields.Describe()
                .Select(field =>
                    $"{field.Name}: {field.Type}{(field.IsSortable ? ", sortable" : "")}"
                    + (field.Values.Count > 0 ? $" ({string.Join(' ', field.Values)})" : "")
                )
        );

    [Fact]
    public void A_name_is_given_once() =>
        Assert.Throws<ArgumentException>(() =>
            new FieldTable<Card>().Text("name", card => card.Name).Whole("name", card => card.Size)
        );
}
