using Crm.Api.Consents;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Interactions;
using Crm.Api.Jobs;
using Crm.Api.Outreach;
using Crm.Api.Segments;
using Crm.Api.Templates;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.Campaigns;

/// <summary>How campaigns and their messages are stored.</summary>
internal sealed class CampaignConfiguration
    : IEntityTypeConfiguration<Campaign>,
        IEntityTypeConfiguration<CampaignSegment>,
        IEntityTypeConfiguration<CampaignStep>,
        IEntityTypeConfiguration<Message>
{
    public const int NameLength = 120;
    public const int FieldLength = 100;

    public void Configure(EntityTypeBuilder<Campaign> builder)
    {
        builder.ToTable("campaigns");
        builder.Ignore(campaign => campaign.StepsInOrder);
        builder.Property(campaign => campaign.Name).HasMaxLength(NameLength);
        builder.Property(campaign => campaign.NameSort).HasMaxLength(200).Derived();
        builder.Property(campaign => campaign.Description).HasMaxLength(4000);
        builder.Property(campaign => campaign.Purpose).HasMaxLength(ConsentConfiguration.PurposeLength);
        builder.Property(campaign => campaign.SenderName).HasMaxLength(NameLength);
        builder.Property(campaign => campaign.SenderAddress).HasMaxLength(OutreachAddress.MaxLength);
        builder.Property(campaign => campaign.ReplyTo).HasMaxLength(OutreachAddress.MaxLength);
        builder.Property(campaign => campaign.TimeZone).HasMaxLength(60);
        builder.Property(campaign => campaign.Currency).HasMaxLength(3);
        builder.Property(campaign => campaign.BudgetUnits).Scaled();
        builder.Property(campaign => campaign.CostPerMessageUnits).Scaled();
        builder.Property(campaign => campaign.FixedCostUnits).Scaled();
        builder.HasIndex(campaign => campaign.Name).IsUniqueOutsideTrash();
        builder.HasIndex(campaign => new { campaign.NameSort, campaign.Id });
        builder.HasParts(campaign => campaign.Segments);
        builder.HasParts(campaign => campaign.Steps);
    }

    public void Configure(EntityTypeBuilder<CampaignSegment> builder)
    {
        builder.ToTable("campaign_segments");
        builder.HasKey(segment => new { segment.ParentId, segment.SegmentId });
        builder.References<Segment>(nameof(CampaignSegment.SegmentId));
    }

    public void Configure(EntityTypeBuilder<CampaignStep> builder)
    {
        builder.ToTable("campaign_steps");
        builder.HasPlace();
        builder.References<Template>(nameof(CampaignStep.TemplateId));
        builder.References<Template>(nameof(CampaignStep.AlternativeTemplateId));
        builder.Property(step => step.Name).HasMaxLength(NameLength);
        builder.Property(step => step.AnchorField).HasMaxLength(FieldLength);
        builder.Property(step => step.AnchorOffset).HasMaxLength(DateOffset.MaxLength);
    }

    public void Configure(EntityTypeBuilder<Message> builder)
    {
        builder.ToTable("messages");
        builder.Property(message => message.AddressKey).HasMaxLength(OutreachAddress.MaxLength);
        builder.Property(message => message.Address).HasMaxLength(OutreachAddress.MaxLength);
        builder.Property(message => message.Code).HasMaxLength(60);
        builder.Property(message => message.Detail).HasMaxLength(1000);
        builder.References<Campaign>(nameof(Message.CampaignId));
        builder.References<Customer>(nameof(Message.CustomerId));
        builder.References<Job>(nameof(Message.JobId));
        builder.References<Interaction>(nameof(Message.InteractionId));
        // What makes it at most once: whoever sends has put its row in here before.
        builder
            .HasIndex(message => new
            {
                message.CampaignId,
                message.Step,
                message.AddressKey,
                message.Channel,
                message.Occurrence,
            })
            .IsUnique();
        builder.HasIndex(message => new { message.CustomerId, message.CampaignId });
        builder.HasIndex(message => new { message.AddressKey, message.SendTime });
        builder.HasIndex(message => new { message.CreateTime, message.Id });
    }

    /// <summary>All tables of this folder.</summary>
    public static void AddTo(ModelBuilder model)
    {
        var configuration = new CampaignConfiguration();
        model.ApplyConfiguration<Campaign>(configuration);
        model.ApplyConfiguration<CampaignSegment>(configuration);
        model.ApplyConfiguration<CampaignStep>(configuration);
        model.ApplyConfiguration<Message>(configuration);
    }
}
