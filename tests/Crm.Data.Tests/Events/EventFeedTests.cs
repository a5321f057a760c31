using System.Net;
using System.Text.Json.Nodes;
using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Teams;
using Crm.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Data.Tests.Events;

/// <summary>The feed skips nothing, whatever the order in which transactions commit.</summary>
[Collection(nameof(Alone))]
public sealed class EventFeedTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    [OnSqlServer]
    public async Task A_consumer_that_reads_while_many_write_gets_each_event_once(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine);
        var consumer = new Consumer(server.Admin);
        await consumer.ReadAsync();
        consumer.Seen.Clear();

        var writing = Task.WhenAll(Enumerable.Range(0, 8).Select(writer => WriteAsync(server.Admin, writer)));
        while (!writing.IsCompleted)
        {
            await consumer.ReadAsync();
        }

        var made = (await writing).SelectMany(ids => ids).Order(StringComparer.Ordinal);
        await consumer.ReadAsync();
        Assert.Equal(made, consumer.Seen.Order(StringComparer.Ordinal));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    [OnSqlServer]
    public async Task Who_begins_at_the_end_gets_only_what_comes(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine);
        await server.Admin.PostAsync("/v1/teams", new { name = "Before" });
        var end = await server.Admin.GetJsonAsync("/v1/events?after=end");
        var coming = (await server.Admin.PostAsync("/v1/teams", new { name = "After" })).Text("id");

        var news = await server.Admin.GetJsonAsync($"/v1/events?after={Uri.EscapeDataString(end.Text("nextCursor"))}");

        Assert.Empty(end["items"]!.AsArray());
        Assert.Equal([coming], news["items"]!.AsArray().Select(item => (string?)item!["recordId"]));
    }

    [Theory]
    [OnPostgres]
    public async Task An_event_waits_until_no_older_transaction_can_commit_before_it(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine);
        var consumer = new Consumer(server.Admin);
        await consumer.ReadAsync();
        consumer.Seen.Clear();

        await using var slow = await OpenAsync(server);
        var early = await slow.AddTeamAsync("Early");
        var late = (await server.Admin.PostAsync("/v1/teams", new { name = "Late" })).Text("id");
        await consumer.ReadAsync();
        var whileOpen = consumer.Seen.Count;
        await slow.CommitAsync();
        await consumer.ReadAsync();

        Assert.Equal(0, whileOpen);
        Assert.Equal([early, late], consumer.Seen);
    }

    [Theory]
    [OnPostgres]
    public async Task An_event_with_a_lower_number_that_commits_later_still_comes(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine);
        var consumer = new Consumer(server.Admin);
        await consumer.ReadAsync();
        consumer.Seen.Clear();

        await using var first = await OpenAsync(server);
        await first.TakeTransactionIdAsync();
        await using var second = await OpenAsync(server);
        var lower = await second.AddTeamAsync("Lower number");
        var higher = await first.AddTeamAsync("Higher number");
        await first.CommitAsync();
        await consumer.ReadAsync();
        var whileOpen = consumer.Seen.ToList();
        await second.CommitAsync();
        await consumer.ReadAsync();

        Assert.Equal([higher], whileOpen);
        Assert.Equal([higher, lower], consumer.Seen);
    }

    private static async Task<List<string>> WriteAsync(HttpClient client, int writer)
    {
        var ids = new List<string>();
        for (var count = 0; count < 20; count++)
        {
            var team = await client.PostAsync("/v1/teams", new { name = $"Team {writer}-{count}" });
            ids.Add(team.Text("id"));
        }

        return ids;
    }

    private static async Task<OpenWork> OpenAsync(CrmServer server)
    {
        var scope = server.Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("test"));
        await work.BeginAsync(CancellationToken.None);
        return new OpenWork(scope, work);
    }

    /// <summary>A transaction that the test holds open.</summary>
    private sealed class OpenWork(AsyncServiceScope scope, Work work) : IAsyncDisposable
    {
        public Task TakeTransactionIdAsync() => work.Db.Database.ExecuteSqlRawAsync("SELECT pg_current_xact_id()");

        public async Task<string> AddTeamAsync(string name)
        {
            var team = new Team { Id = work.NewId() };
            team.NameIt(name);
            work.Db.Add(team);
            await work.Db.SaveChangesAsync();
            return team.Id.ToString();
        }

        public Task CommitAsync() => work.CommitAsync(CancellationToken.None);

        public ValueTask DisposeAsync() => scope.DisposeAsync();
    }

    /// <summary>Follows the feed from cursor to cursor.</summary>
    private sealed class Consumer(HttpClient client)
    {
        private string? _cursor;

        public List<string> Seen { get; } = [];

        public async Task ReadAsync()
        {
            JsonObject piece;
            do
            {
                var after = _cursor is null ? "" : $"&after={_cursor}";
                piece = await client.GetJsonAsync($"/v1/events?pageSize=7{after}", HttpStatusCode.OK);
                Seen.AddRange(piece["items"]!.AsArray().Select(happened => happened!.Text("recordId")));
                _cursor = piece.Text("nextCursor");
            } while ((bool)piece["hasMore"]!);
        }
    }
}
