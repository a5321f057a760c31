using Crm.Api.Data;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.ApiKeys;

/// <summary>A credential of a program: what it may do and until when. The key itself is shown once and never stored.</summary>
internal sealed class ApiKey : Record
{
    public string Name { get; set; } = "";

    /// <summary>SHA-256 of the key.</summary>
    public byte[] Hash { get; set; } = [];

    /// <summary>The first letters of the key, to recognise it by.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>Scopes with a space between them.</summary>
    public string Scopes { get; set; } = "";

    public DateTimeOffset? ExpireTime { get; set; }

    /// <summary>When it was last used, as of a minute ago; null until then.</summary>
    public KeyUse? Use { get; set; }

    /// <summary>The key, in the answer to its creation only.</summary>
    internal string? PlainKey { get; private set; }

    /// <summary>Makes the secret; only its hash stays.</summary>
    internal void MakeSecret()
    {
        PlainKey = KeyText.Make();
        Hash = KeyText.Hash(PlainKey);
        Prefix = KeyText.Shown(PlainKey);
    }
}

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("api_keys");
        builder.Ignore(key => key.PlainKey);
        builder.Property(key => key.Name).HasMaxLength(120);
        builder.Property(key => key.Hash).HasMaxLength(32).Derived();
        builder.Property(key => key.Prefix).HasMaxLength(20);
        builder.Property(key => key.Scopes).HasMaxLength(4000);
        builder.HasIndex(key => key.Hash).IsUnique();
        builder.HasOne(key => key.Use).WithOne().HasForeignKey<KeyUse>(use => use.KeyId);
    }
}
