using Crm.Api.Data;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.Teams;

/// <summary>Users who work together, such as a region's sellers.</summary>
internal sealed class Team : Record
{
    public string Name { get; set; } = "";

    /// <summary>The name folded for sorting and searching.</summary>
    public string NameSort { get; set; } = "";

    public string? Description { get; set; }

    /// <summary>The team this one is part of.</summary>
    public Guid? ParentId { get; set; }

    public void NameIt(string name)
    {
        Name = name.Trim();
        NameSort = SortKey.Of(name);
    }
}

internal sealed class TeamConfiguration : IEntityTypeConfiguration<Team>
{
    public void Configure(EntityTypeBuilder<Team> builder)
    {
        builder.ToTable("teams");
        builder.Property(team => team.Name).HasMaxLength(120);
        builder.Property(team => team.NameSort).HasMaxLength(200).Derived();
        builder.Property(team => team.Description).HasMaxLength(1000);
        builder.References<Team>(nameof(Team.ParentId));
        builder.HasIndex(team => team.Name).IsUniqueOutsideTrash();
        builder.HasIndex(team => new { team.NameSort, team.Id });
        builder.HasIndex(team => team.ParentId);
    }
}
