using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Products;
using Crm.Api.Teams;
using Crm.Api.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.Cases;

/// <summary>How cases and their steps are stored.</summary>
internal sealed class CaseConfiguration : IEntityTypeConfiguration<Case>, IEntityTypeConfiguration<CaseStep>
{
    public void Configure(EntityTypeBuilder<Case> builder)
    {
        builder.ToTable("cases");
        builder.Property(aCase => aCase.Number).HasMaxLength(20);
        builder.Property(aCase => aCase.Subject).HasMaxLength(300);
        builder.Property(aCase => aCase.Description).HasMaxLength(20_000);
        builder.Property(aCase => aCase.Topic).HasMaxLength(200);
        builder.Property(aCase => aCase.Queue).HasMaxLength(60);
        builder.Property(aCase => aCase.Resolution).HasMaxLength(4000);
        builder.Property(aCase => aCase.ResolutionCode).HasMaxLength(60);
        builder.References<Customer>(nameof(Case.CustomerId));
        builder.References<Customer>(nameof(Case.ContactId));
        builder.References<User>(nameof(Case.AssigneeId));
        builder.References<Team>(nameof(Case.TeamId));
        builder.References<Product>(nameof(Case.ProductId));

        builder.HasIndex(aCase => aCase.Number).IsUnique();
        builder.HasIndex(aCase => new { aCase.State, aCase.Id });
        builder.HasIndex(aCase => new
        {
            aCase.CustomerId,
            aCase.OpenedAt,
            aCase.Id,
        });
        // Or SQLite would look through all cases of one state for each customer.
        builder.HasIndex(aCase => new { aCase.CustomerId, aCase.State });
        builder.HasIndex(aCase => new { aCase.OpenedAt, aCase.Id });
        builder.HasIndex(aCase => new { aCase.CreateTime, aCase.Id });
        builder.HasIndex(aCase => new { aCase.UpdateTime, aCase.Id });
        builder.HasIndex(aCase => new { aCase.AssigneeId, aCase.State });
        builder.HasIndex(aCase => new { aCase.TeamId, aCase.State });
        builder.HasIndex(aCase => new { aCase.Queue, aCase.State });
        builder.HasIndex(aCase => aCase.ContactId);
        builder.HasIndex(aCase => aCase.ProductId);

        builder.HasParts(aCase => aCase.Steps);
        builder.HasParts(aCase => aCase.ExternalIds);
    }

    public void Configure(EntityTypeBuilder<CaseStep> builder)
    {
        builder.ToTable("case_steps");
        builder.HasPlace();
        builder.Property(step => step.Reason).HasMaxLength(1000);
    }

    /// <summary>All tables of this folder.</summary>
    public static void AddTo(ModelBuilder model)
    {
        var configuration = new CaseConfiguration();
        model.ApplyConfiguration<Case>(configuration);
        model.ApplyConfiguration<CaseStep>(configuration);
        model.ApplyConfiguration(new ExternalIdConfiguration<Case>("case_external_ids"));
    }
}
