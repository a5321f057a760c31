using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.ApiKeys;

/// <summary>When a key was last used; kept apart from the key, so that using a key does not change its version.</summary>
internal sealed class KeyUse
{
    public required Guid KeyId { get; set; }

    public required DateTimeOffset LastUseTime { get; set; }
}

internal sealed class KeyUseConfiguration : IEntityTypeConfiguration<KeyUse>
{
    public void Configure(EntityTypeBuilder<KeyUse> builder) =>
        builder.ToTable("api_key_uses").HasKey(use => use.KeyId);
}
