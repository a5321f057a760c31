using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.Interactions;

/// <summary>How interactions are stored.</summary>
internal sealed class InteractionConfiguration : IEntityTypeConfiguration<Interaction>
{
    public const int ContactLength = 320;
    public const int SubjectLength = 300;
    public const int BodyLength = 20_000;

    public void Configure(EntityTypeBuilder<Interaction> builder)
    {
        builder.ToTable("interactions");
        builder.Property(interaction => interaction.ContactPoint).HasMaxLength(ContactLength);
        builder.Property(interaction => interaction.Subject).HasMaxLength(SubjectLength);
        builder.Property(interaction => interaction.Body).HasMaxLength(BodyLength);
        builder.Property(interaction => interaction.Outcome).HasMaxLength(60);
        builder.References<Customer>(nameof(Interaction.CustomerId));
        builder.References<User>(nameof(Interaction.UserId));
        builder.RefersToAny(nameof(Interaction.RegardingType), nameof(Interaction.RegardingId));

        builder.HasIndex(interaction => new
        {
            interaction.CustomerId,
            interaction.OccurredAt,
            interaction.Id,
        });
        builder.HasIndex(interaction => new
        {
            interaction.RegardingId,
            interaction.OccurredAt,
            interaction.Id,
        });
        builder.HasIndex(interaction => new { interaction.OccurredAt, interaction.Id });
        builder.HasIndex(interaction => new { interaction.CreateTime, interaction.Id });
        builder.HasIndex(interaction => new { interaction.UpdateTime, interaction.Id });
        builder.HasIndex(interaction => interaction.UserId);

        builder.HasParts(interaction => interaction.ExternalIds);
    }

    /// <summary>All tables of this folder.</summary>
    public static void AddTo(ModelBuilder model)
    {
        model.ApplyConfiguration(new InteractionConfiguration());
        model.ApplyConfiguration(new ExternalIdConfiguration<Interaction>("interaction_external_ids"));
    }
}
