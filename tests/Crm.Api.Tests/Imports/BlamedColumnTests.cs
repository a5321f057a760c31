using Crm.Api.Customers;
using Crm.Api.Imports;

namespace Crm.Api.Tests.Imports;

/// <summary>A rule knows fields; whoever has to correct a file knows columns.</summary>
public sealed class BlamedColumnTests
{
    private static readonly MappedField[] Mapping =
    [
        Field("contactPoints[0].channel", column: null),
        Field("contactPoints[0].value", "Mail"),
        Field("tags", "Labels"),
        Field("name", "Firm"),
    ];

    [Theory]
    [InlineData("/name", "Firm")]
    [InlineData("/contactPoints/0/value", "Mail")]
    [InlineData("/contactPoints/0", "Mail")]
    [InlineData("/tags/1", "Labels")]
    public void The_column_that_fills_the_field_is_blamed(string pointer, string column) =>
        Assert.Equal(column, BlamedColumn.Of(pointer, Mapping));

    [Theory]
    [InlineData("/contactPoints/0/channel", "contactPoints[0].channel")]
    [InlineData("/addresses/10/postalCode", "addresses[10].postalCode")]
    [InlineData("/nameSuffix", "nameSuffix")]
    [InlineData("/attributes/a~1b~01", "attributes.a/b~1")]
    public void A_field_that_no_column_fills_is_named_as_in_a_mapping(string pointer, string field)
    {
        Assert.Equal(field, BlamedColumn.Of(pointer, Mapping));
        Assert.Equal(field, BlamedColumn.Of(pointer, mapping: null));
    }

    private static MappedField Field(string path, string? column) =>
        new(
            new ImportMapping { Column = column, Field = path },
            FieldPath.Parse(path, typeof(CustomerForm)),
            Reference: null,
            Identity: null
        );
}
