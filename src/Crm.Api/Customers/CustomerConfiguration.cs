using Crm.Api.AttributeDefinitions;
using Crm.Api.Data;
using Crm.Api.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.Customers;

/// <summary>How customers and their parts are stored.</summary>
internal sealed class CustomerConfiguration
    : IEntityTypeConfiguration<Customer>,
        IEntityTypeConfiguration<ContactPoint>,
        IEntityTypeConfiguration<Address>,
        IEntityTypeConfiguration<CustomerTag>
{
    public void Configure(EntityTypeBuilder<Customer> builder)
    {
        builder.ToTable("customers");
        builder.Property(customer => customer.Number).HasMaxLength(20);
        builder.Property(customer => customer.Name).HasMaxLength(200);
        builder.Property(customer => customer.NameSort).HasMaxLength(200).Derived();
        builder.Property(customer => customer.Title).HasMaxLength(40);
        builder.Property(customer => customer.GivenName).HasMaxLength(100);
        builder.Property(customer => customer.MiddleName).HasMaxLength(100);
        builder.Property(customer => customer.FamilyName).HasMaxLength(100);
        builder.Property(customer => customer.Category).HasMaxLength(60);
        builder.Property(customer => customer.Source).HasMaxLength(60);
        builder.Property(customer => customer.Language).HasMaxLength(35);
        builder.Property(customer => customer.TimeZone).HasMaxLength(60);
        builder.Property(customer => customer.BirthMonthDay).Derived();
        builder.Property(customer => customer.Description).HasMaxLength(4000);
        builder.References<User>(nameof(Customer.OwnerId));
        builder.References<Customer>(nameof(Customer.ParentId));

        builder.HasIndex(customer => customer.Number).IsUnique();
        builder.HasIndex(customer => new { customer.NameSort, customer.Id });
        builder.HasIndex(customer => new { customer.CreateTime, customer.Id });
        builder.HasIndex(customer => new { customer.UpdateTime, customer.Id });
        builder.HasIndex(customer => new { customer.Category, customer.Id });
        builder.HasIndex(customer => customer.BirthDate);
        builder.HasIndex(customer => customer.BirthMonthDay);
        builder.HasIndex(customer => customer.OwnerId);
        builder.HasIndex(customer => customer.ParentId);
        builder.HasIndex(customer => customer.MergedIntoId);

        builder.HasParts(customer => customer.ContactPoints);
        builder.HasParts(customer => customer.Addresses);
        builder.HasParts(customer => customer.ExternalIds);
        builder.HasParts(customer => customer.Tags);
        builder.HasParts(customer => customer.Attributes);
    }

    public void Configure(EntityTypeBuilder<ContactPoint> builder)
    {
        builder.ToTable("customer_contact_points");
        builder.HasPlace();
        builder.Property(point => point.Value).HasMaxLength(320);
        builder.Property(point => point.Normalized).HasMaxLength(320).Derived();
        builder.Property(point => point.Label).HasMaxLength(60);
        builder.HasIndex(point => point.Normalized);
    }

    public void Configure(EntityTypeBuilder<Address> builder)
    {
        builder.ToTable("customer_addresses");
        builder.HasPlace();
        builder.Property(address => address.Street).HasMaxLength(200);
        builder.Property(address => address.Extra).HasMaxLength(200);
        builder.Property(address => address.PostalCode).HasMaxLength(20);
        builder.Property(address => address.City).HasMaxLength(100);
        builder.Property(address => address.Region).HasMaxLength(100);
        builder.Property(address => address.Country).HasMaxLength(2);
        builder.HasIndex(address => address.PostalCode);
        builder.HasIndex(address => address.City);
    }

    public void Configure(EntityTypeBuilder<CustomerTag> builder)
    {
        builder.ToTable("customer_tags");
        builder.HasKey(tag => new { tag.ParentId, tag.Value });
        builder.Property(tag => tag.Value).HasMaxLength(60);
        builder.HasIndex(tag => tag.Value);
    }

    /// <summary>All tables of this folder.</summary>
    public static void AddTo(ModelBuilder model)
    {
        var configuration = new CustomerConfiguration();
        model.ApplyConfiguration<Customer>(configuration);
        model.ApplyConfiguration<ContactPoint>(configuration);
        model.ApplyConfiguration<Address>(configuration);
        model.ApplyConfiguration<CustomerTag>(configuration);
        model.ApplyConfiguration(new ExternalIdConfiguration<Customer>("customer_external_ids"));
        model.ApplyConfiguration(new AttributeValueConfiguration<Customer>("customer_attributes"));
    }
}
