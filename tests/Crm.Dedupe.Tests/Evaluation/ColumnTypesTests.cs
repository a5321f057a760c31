using Crm.Dedupe.Evaluation;

namespace Crm.Dedupe.Tests.Evaluation;

public sealed class ColumnTypesTests
{
    [Fact]
    public void Headers_name_the_types_of_columns()
    {
        var types = ColumnTypes.Guess(
            ["id", "Given_Name", "surname", "address_1", "address 2", "DOB", "e-mail", "shoe size"],
            []
        );

        Assert.Equal(
            [
                null,
                FieldType.GivenName,
                FieldType.FamilyName,
                FieldType.Street,
                FieldType.FreeText,
                FieldType.BirthDate,
                FieldType.Email,
                null,
            ],
            types
        );
    }

    [Theory]
    [InlineData("Robert Smith", FieldType.FullName)]
    [InlineData("Blue Ribbon Sushi", FieldType.Company)]
    public void A_column_called_name_is_judged_by_its_values(string value, FieldType expected) =>
        Assert.Equal(
            expected,
            Assert.Single(
                ColumnTypes.Guess(
                    ["name"],
                    [
                        [value],
                    ]
                )
            )
        );
}
