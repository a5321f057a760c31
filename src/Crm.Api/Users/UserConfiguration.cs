using Crm.Api.Data;
using Crm.Api.Teams;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.Users;

/// <summary>How users are stored.</summary>
internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.ToTable("users");
        builder.Property(user => user.Name).HasMaxLength(200);
        builder.Property(user => user.NameSort).HasMaxLength(200).Derived();
        builder.Property(user => user.Email).HasMaxLength(254);
        builder.Property(user => user.Language).HasMaxLength(35);
        builder.Property(user => user.TimeZone).HasMaxLength(60);
        builder.References<Team>(nameof(User.TeamId));
        builder.References<User>(nameof(User.ManagerId));
        builder.HasIndex(user => user.Email).IsUniqueOutsideTrash("email");
        builder.HasIndex(user => user.Name);
        builder.HasIndex(user => new { user.NameSort, user.Id });
        builder.HasIndex(user => user.TeamId);
        builder.HasIndex(user => user.ManagerId);
        builder.HasParts(user => user.ExternalIds);
    }

    /// <summary>All tables of this folder.</summary>
    public static void AddTo(ModelBuilder model)
    {
        model.ApplyConfiguration(new UserConfiguration());
        model.ApplyConfiguration(new ExternalIdConfiguration<User>("user_external_ids"));
    }
}
