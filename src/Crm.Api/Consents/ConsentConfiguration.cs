using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Outreach;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.Consents;

/// <summary>How what was said about being written to is stored, and what follows from it.</summary>
internal sealed class ConsentConfiguration
    : IEntityTypeConfiguration<ConsentEvent>,
        IEntityTypeConfiguration<ConsentState>
{
    public const int PurposeLength = 60;

    public void Configure(EntityTypeBuilder<ConsentEvent> builder)
    {
        builder.ToTable("consent_events");
        builder.Property(consent => consent.Address).HasMaxLength(OutreachAddress.MaxLength);
        builder.Property(consent => consent.AddressKey).HasMaxLength(OutreachAddress.MaxLength).Derived();
        builder.Property(consent => consent.Purpose).HasMaxLength(PurposeLength);
        builder.Property(consent => consent.Source).HasMaxLength(120);
        builder.Property(consent => consent.Evidence).HasMaxLength(2000);
        builder.References<Customer>(nameof(ConsentEvent.CustomerId));
        builder.HasIndex(consent => new { consent.AddressKey, consent.Id });
        builder.HasIndex(consent => new { consent.CustomerId, consent.Id });
        builder.HasIndex(consent => new { consent.Time, consent.Id });
        builder.HasIndex(consent => new { consent.CreateTime, consent.Id });
    }

    public void Configure(EntityTypeBuilder<ConsentState> builder)
    {
        builder.ToTable("consent_states");
        builder.HasKey(state => new
        {
            state.AddressKey,
            state.Purpose,
            state.Channel,
        });
        builder.LiesInOrderOfKey();
        builder.Property(state => state.AddressKey).HasMaxLength(OutreachAddress.MaxLength);
        builder.Property(state => state.Purpose).HasMaxLength(PurposeLength);
        // Of two who fold a word into the same state at once, the second has to read again.
        builder.Property(state => state.EventId).IsConcurrencyToken();
    }

    /// <summary>All tables of this folder.</summary>
    public static void AddTo(ModelBuilder model)
    {
        var configuration = new ConsentConfiguration();
        model.ApplyConfiguration<ConsentEvent>(configuration);
        model.ApplyConfiguration<ConsentState>(configuration);
    }
}
