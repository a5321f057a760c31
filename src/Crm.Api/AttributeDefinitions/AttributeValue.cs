using Crm.Api.Data;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.AttributeDefinitions;

/// <summary>A custom attribute's value on one record; exactly one of the typed columns is set.</summary>
internal sealed class AttributeValue<TOwner> : Part
    where TOwner : Record
{
    public string Key { get; set; } = "";

    public string? Text { get; set; }

    public long? NumberUnits { get; set; }

    public DateOnly? Date { get; set; }

    public bool? Flag { get; set; }
}

internal sealed class AttributeValueConfiguration<TOwner>(string table)
    : IEntityTypeConfiguration<AttributeValue<TOwner>>
    where TOwner : Record
{
    public void Configure(EntityTypeBuilder<AttributeValue<TOwner>> builder)
    {
        builder.ToTable(table);
        builder.HasKey(value => new { value.ParentId, value.Key });
        builder.Property(value => value.Key).HasMaxLength(60);
        builder.Property(value => value.Text).HasMaxLength(AttributeRules.MaxTextLength);
        builder.Property(value => value.NumberUnits).Scaled();
        // A value stands in one of these columns.
        builder.HasIndex(value => new { value.Key, value.Text }).HasFilter("text IS NOT NULL");
        builder.HasIndex(value => new { value.Key, value.NumberUnits }).HasFilter("number_units IS NOT NULL");
        builder.HasIndex(value => new { value.Key, value.Date }).HasFilter("date IS NOT NULL");
    }
}
