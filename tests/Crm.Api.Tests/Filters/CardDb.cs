using Crm.Api.Filters;
using Crm.TestKit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Crm.Api.Tests.Filters;

/// <summary>Cards in a database of their own, stored the way the service stores its records.</summary>
internal sealed class CardDb : DbContext, IFilterTables
{
    private static int _databases;

    private readonly SqliteConnection? _sqlite;

    private CardDb(DbContextOptions options, SqliteConnection? sqlite = null)
        : base(options) => _sqlite = sqlite;

    public DbSet<Card> Cards => Set<Card>();

    public static async Task<CardDb> CreateAsync(Engine engine)
    {
        var db = engine switch
        {
            Engine.Sqlite => OnSqlite(),
            Engine.Postgres => OnPostgres(await PostgresServer.CreateDatabaseAsync()),
            Engine.SqlServer => OnSqlServer(SqlServerUnderTest.ConnectionString!),
        };
        await db.Database.EnsureCreatedAsync();
        return db;
    }

    /// <summary>A context that can say what SQL it would send, without a server.</summary>
    public static CardDb WithoutServer(Engine engine) =>
        engine switch
        {
            Engine.Sqlite => OnSqlite(),
            Engine.Postgres => OnPostgres("Host=nowhere"),
            Engine.SqlServer => OnSqlServer("Server=nowhere"),
        };

    public async Task AddAsync(IEnumerable<Card> cards)
    {
        Cards.AddRange(cards);
        await SaveChangesAsync();
        ChangeTracker.Clear();
    }

    public IQueryable<T> Records<T>(string plural)
        where T : Crm.Api.Kernel.Record => Set<T>();

    public IQueryable<T> Rows<T>()
        where T : class => Set<T>();

    public override async ValueTask DisposeAsync()
    {
        // The other engines' databases go with their connection or their server.
        if (Database.IsSqlServer())
        {
            await Database.EnsureDeletedAsync();
        }

        await base.DisposeAsync();
        if (_sqlite is not null)
        {
            await _sqlite.DisposeAsync();
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Card>(card =>
        {
            card.HasMany(record => record.ContactPoints).WithOne().HasForeignKey(point => point.CardId);
            card.HasMany(record => record.Attributes).WithOne().HasForeignKey(attribute => attribute.CardId);
            card.HasMany(record => record.Tags).WithOne().HasForeignKey(tag => tag.CardId);
            card.HasMany(record => record.Visits).WithOne().HasForeignKey(visit => visit.CardId);
            card.HasOne(record => record.Owner).WithMany().HasForeignKey(record => record.OwnerId);
            card.HasIndex(record => new { record.NameSort, record.Id });
            card.HasIndex(record => new { record.CreateTime, record.Id });
        });
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTime>();
        configurationBuilder.Properties<CardKind>().HaveConversion<string>();
        configurationBuilder.Properties<CardMood>().HaveConversion<string>();
        if (Database.IsNpgsql())
        {
            configurationBuilder.Properties<string>().UseCollation("C");
        }
        else if (Database.IsSqlServer())
        {
            configurationBuilder.Properties<string>().HaveMaxLength(200).UseCollation("Latin1_General_100_BIN2_UTF8");
            configurationBuilder.Properties<Guid>().HaveConversion<BigEndianBytes>();
        }
    }

    private static CardDb OnSqlite()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        return new CardDb(Configure(options => options.UseSqlite(connection)), connection);
    }

    private static CardDb OnPostgres(string connectionString) =>
        new(Configure(options => options.UseNpgsql(connectionString)));

    private static CardDb OnSqlServer(string connectionString) =>
        new(
            Configure(options =>
                options.UseSqlServer(
                    new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(connectionString)
                    {
                        InitialCatalog = $"crm_cards_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}",
                    }.ConnectionString
                )
            )
        );

    private static DbContextOptions<CardDb> Configure(Action<DbContextOptionsBuilder> engine)
    {
        var options = new DbContextOptionsBuilder<CardDb>();
        engine(options);
        return options.Options;
    }

    private sealed class UtcTime()
        : ValueConverter<DateTimeOffset, DateTime>(
            time => time.UtcDateTime,
            time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc))
        );

    private sealed class BigEndianBytes()
        : ValueConverter<Guid, byte[]>(id => id.ToByteArray(true), bytes => new Guid(bytes, true));
}
