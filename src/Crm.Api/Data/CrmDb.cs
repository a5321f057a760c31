using Crm.Api.ApiKeys;
using Crm.Api.Attachments;
using Crm.Api.AttributeDefinitions;
using Crm.Api.Campaigns;
using Crm.Api.Cases;
using Crm.Api.Consents;
using Crm.Api.Customers;
using Crm.Api.Data.Blobs;
using Crm.Api.Data.Bulk;
using Crm.Api.Data.Following;
using Crm.Api.DedupeDecisions;
using Crm.Api.DedupeRuns;
using Crm.Api.Duplicates;
using Crm.Api.Events;
using Crm.Api.Http.Idempotency;
using Crm.Api.Interactions;
using Crm.Api.Jobs;
using Crm.Api.Merges;
using Crm.Api.Opportunities;
using Crm.Api.Orders;
using Crm.Api.Outreach.Inbound;
using Crm.Api.Pipelines;
using Crm.Api.Products;
using Crm.Api.Quotes;
using Crm.Api.Relationships;
using Crm.Api.Schedules;
using Crm.Api.Segments;
using Crm.Api.Suppressions;
using Crm.Api.Teams;
using Crm.Api.Templates;
using Crm.Api.Users;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Data;

/// <summary>The database. One model and one set of queries; a derived context per engine says how values are stored.</summary>
internal abstract class CrmDb(DbContextOptions options) : DbContext(options)
{
    // Fewer go with the records in one trip.
    private const int ManyEvents = 20;

    /// <summary>Who is writing; set by the unit of work, without which nothing is saved.</summary>
    public Author? Author { get; set; }

    /// <summary>Writes many rows at once; set by the unit of work too.</summary>
    public BulkWriter? Bulk { get; set; }

    /// <summary>Who is told of changes; set by the unit of work too.</summary>
    public IReadOnlyList<RecordFollower> Followers { get; set; } = [];

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    public DbSet<Customer> Customers => Set<Customer>();
    public DbSet<Event> Events => Set<Event>();

    public override async Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess,
        CancellationToken cancellationToken = default
    )
    {
        ChangeTracker.DetectChanges();
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            var (changes, events) = Capture.Stamp(this);
            await Capture.TellAsync(this, changes, cancellationToken);
            if (events.Count < ManyEvents)
            {
                Events.AddRange(events);
                return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
            }

            var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
            await Bulk!.InsertAsync(events, cancellationToken);
            return saved + events.Count;
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Every write is asynchronous.");

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfiguration(new ApiKeyConfiguration());
        AttachmentConfiguration.AddTo(modelBuilder);
        BlobConfiguration.AddTo(modelBuilder);
        modelBuilder.ApplyConfiguration(new CounterConfiguration());
        modelBuilder.ApplyConfiguration(new EventConfiguration());
        modelBuilder.ApplyConfiguration(new IdempotentAnswerConfiguration());
        JobConfiguration.AddTo(modelBuilder);
        modelBuilder.ApplyConfiguration(new SecretConfiguration());
        modelBuilder.ApplyConfiguration(new AttributeDefinitionConfiguration());
        CampaignConfiguration.AddTo(modelBuilder);
        CaseConfiguration.AddTo(modelBuilder);
        ConsentConfiguration.AddTo(modelBuilder);
        CustomerConfiguration.AddTo(modelBuilder);
        modelBuilder.ApplyConfiguration(new DedupeDecisionConfiguration());
        DedupeRunConfiguration.AddTo(modelBuilder);
        CustomerKeyConfiguration.AddTo(modelBuilder);
        modelBuilder.ApplyConfiguration(new InboundReviewConfiguration());
        InteractionConfiguration.AddTo(modelBuilder);
        modelBuilder.ApplyConfiguration(new KeyUseConfiguration());
        MergeConfiguration.AddTo(modelBuilder);
        OrderConfiguration.AddTo(modelBuilder);
        OpportunityConfiguration.AddTo(modelBuilder);
        PipelineConfiguration.AddTo(modelBuilder);
        ProductConfiguration.AddTo(modelBuilder);
        modelBuilder.ApplyConfiguration(new RelationshipConfiguration());
        QuoteConfiguration.AddTo(modelBuilder);
        ScheduleConfiguration.AddTo(modelBuilder);
        SegmentConfiguration.AddTo(modelBuilder);
        modelBuilder.ApplyConfiguration(new SuppressionConfiguration());
        modelBuilder.ApplyConfiguration(new TeamConfiguration());
        TemplateConfiguration.AddTo(modelBuilder);
        UserConfiguration.AddTo(modelBuilder);
        modelBuilder.ApplyCrmConventions();
    }
}
