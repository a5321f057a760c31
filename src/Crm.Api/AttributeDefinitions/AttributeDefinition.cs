using Crm.Api.Data;
using Crm.Api.Filters;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.AttributeDefinitions;

/// <summary>A custom field of this installation: its key, its type, and which categories of customers have it.</summary>
internal sealed class AttributeDefinition : Record
{
    public string Key { get; set; } = "";

    public string Name { get; set; } = "";

    public string? Description { get; set; }

    public AttributeValueType Type { get; set; }

    /// <summary>True: a customer of one of the categories must have a value.</summary>
    public bool IsRequired { get; set; }

    /// <summary>The words a choice allows, one to a line.</summary>
    public string? Options { get; set; }

    /// <summary>Categories that have the field, one to a line; null: all customers have it.</summary>
    public string? Categories { get; set; }

    public IReadOnlyList<string> OptionList => Lines(Options);

    public IReadOnlyList<string> CategoryList => Lines(Categories);

    /// <summary>The column of the value table that filters look into.</summary>
    public AttributeType ColumnType =>
        Type switch
        {
            AttributeValueType.Text or AttributeValueType.Choice => AttributeType.Text,
            AttributeValueType.Number => AttributeType.Number,
            AttributeValueType.Date => AttributeType.Date,
            AttributeValueType.Boolean => AttributeType.Flag,
        };

    public bool AppliesTo(string? category) =>
        Categories is null || (category is not null && CategoryList.Contains(category, StringComparer.Ordinal));

    internal static string? Joined(IReadOnlyList<string>? words) =>
        words is { Count: > 0 } ? string.Join('\n', words) : null;

    private static IReadOnlyList<string> Lines(string? text) => text?.Split('\n') ?? [];
}

/// <summary>What kind of value a custom attribute holds.</summary>
internal enum AttributeValueType
{
    Text,
    Number,
    Date,
    Boolean,
    Choice,
}

internal sealed class AttributeDefinitionConfiguration : IEntityTypeConfiguration<AttributeDefinition>
{
    public void Configure(EntityTypeBuilder<AttributeDefinition> builder)
    {
        builder.ToTable("attribute_definitions");
        builder.Ignore(definition => definition.OptionList);
        builder.Ignore(definition => definition.CategoryList);
        builder.Ignore(definition => definition.ColumnType);
        builder.Property(definition => definition.Key).HasMaxLength(60);
        builder.Property(definition => definition.Name).HasMaxLength(120);
        builder.Property(definition => definition.Description).HasMaxLength(1000);
        builder.HasIndex(definition => definition.Key).IsUniqueOutsideTrash();
    }
}
