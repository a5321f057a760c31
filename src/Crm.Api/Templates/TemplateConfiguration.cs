using Crm.Api.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.Templates;

/// <summary>How templates and their texts are stored.</summary>
internal sealed class TemplateConfiguration : IEntityTypeConfiguration<Template>, IEntityTypeConfiguration<TemplateText>
{
    public void Configure(EntityTypeBuilder<Template> builder)
    {
        builder.ToTable("templates");
        builder.Property(template => template.Name).HasMaxLength(120);
        builder.Property(template => template.NameSort).HasMaxLength(200).Derived();
        builder.Property(template => template.Description).HasMaxLength(1000);
        builder.HasIndex(template => template.Name).IsUniqueOutsideTrash();
        builder.HasIndex(template => new { template.NameSort, template.Id });
        builder.HasParts(template => template.Texts);
    }

    public void Configure(EntityTypeBuilder<TemplateText> builder)
    {
        builder.ToTable("template_texts");
        builder.HasPlace();
        builder.Property(text => text.Language).HasMaxLength(35);
        builder.Property(text => text.Subject).HasMaxLength(1000);
    }

    /// <summary>All tables of this folder.</summary>
    public static void AddTo(ModelBuilder model)
    {
        var configuration = new TemplateConfiguration();
        model.ApplyConfiguration<Template>(configuration);
        model.ApplyConfiguration<TemplateText>(configuration);
    }
}
