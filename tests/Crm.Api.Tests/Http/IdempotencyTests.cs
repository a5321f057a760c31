using System.Net;
using Crm.TestKit;

namespace Crm.Api.Tests.Http;

/// <summary>A request with a key happens once, however often it is sent.</summary>
public sealed class IdempotencyTests(EngineServers servers) : MechanismTests(servers)
{
    private const string Key = "Idempotency-Key";

    [Theory, OnSqlite, OnPostgres]
    public async Task The_same_request_again_gets_the_first_answer(Engine engine)
    {
        var admin = await AdminAsync(engine);
        var key = Unique("again");
        var body = new { kind = "organization", name = Unique("Once") };

        using var first = await SendAsync(admin, HttpMethod.Post, Customers, body, (Key, key));
        using var second = await SendAsync(admin, HttpMethod.Post, Customers, body, (Key, key));

        var created = await first.ExpectAsync(HttpStatusCode.Created);
        var replayed = await second.ExpectAsync(HttpStatusCode.Created);
        Assert.Equal(created.ToJsonString(), replayed.ToJsonString());
        Assert.Null(Header(first, "Idempotency-Replayed"));
        Assert.Equal("true", Header(second, "Idempotency-Replayed"));
        Assert.Equal(Header(first, "ETag"), Header(second, "ETag"));
        Assert.Equal(Header(first, "Location"), Header(second, "Location"));
        var found = await admin.GetJsonAsync($"{Customers}?filter=name%20%3D%20%22{body.name}%22");
        Assert.Single(found["items"]!.AsArray());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Another_request_with_the_key_is_refused(Engine engine)
    {
        var admin = await AdminAsync(engine);
        var key = Unique("other");
        using var first = await SendAsync(admin, HttpMethod.Post, Customers, WithExternalId(key), (Key, key));

        using var other = await SendAsync(admin, HttpMethod.Post, Customers, WithExternalId(Unique("b")), (Key, key));

        await first.ExpectAsync(HttpStatusCode.Created);
        await other.ExpectProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
    }

    [Fact]
    public async Task A_key_is_only_its_callers_own()
    {
        var server = await ServerAsync(Engine.Sqlite);
        using var other = await server.WithScopesAsync("customers:write");
        var key = Unique("mine");
        using var first = await SendAsync(
            server.Admin,
            HttpMethod.Post,
            Customers,
            WithExternalId(Unique("a")),
            (Key, key)
        );

        using var second = await SendAsync(other, HttpMethod.Post, Customers, WithExternalId(Unique("b")), (Key, key));

        await second.ExpectAsync(HttpStatusCode.Created);
        Assert.Null(Header(second, "Idempotency-Replayed"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_refusal_is_not_kept(Engine engine)
    {
        var admin = await AdminAsync(engine);
        var taken = Unique("taken");
        var holder = await admin.PostAsync(Customers, WithExternalId(taken));
        var body = WithExternalId(taken, "Next holder");

        using var refused = await SendAsync(admin, HttpMethod.Post, Customers, body, (Key, taken));
        await admin.DeleteAsync(PathOf(holder), HttpStatusCode.NoContent);
        using var repeated = await SendAsync(admin, HttpMethod.Post, Customers, body, (Key, taken));

        await refused.ExpectProblemAsync(HttpStatusCode.Conflict, "duplicate");
        await repeated.ExpectAsync(HttpStatusCode.Created);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Sent_many_times_at_once_it_happens_once(Engine engine)
    {
        var admin = await AdminAsync(engine);
        var key = Unique("storm");
        var body = new { kind = "organization", name = key };

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => SendAsync(admin, HttpMethod.Post, Customers, body, (Key, key)))
        );

        var statuses = answers.Select(answer => (int)answer.StatusCode).ToList();
        Array.ForEach(answers, answer => answer.Dispose());
        Assert.Contains(201, statuses);
        Assert.All(statuses, status => Assert.Contains(status, (int[])[201, 409]));
        var found = await admin.GetJsonAsync($"{Customers}?filter=name%20%3D%20%22{key}%22");
        Assert.Single(found["items"]!.AsArray());
    }

    [Fact]
    public async Task A_rehearsal_uses_up_no_key()
    {
        var admin = await AdminAsync(Engine.Sqlite);
        var key = Unique("rehearsed");
        var body = WithExternalId(key);
        using var rehearsed = await SendAsync(
            admin,
            HttpMethod.Post,
            $"{Customers}?validateOnly=true",
            body,
            (Key, key)
        );

        using var real = await SendAsync(admin, HttpMethod.Post, Customers, body, (Key, key));

        await real.ExpectAsync(HttpStatusCode.Created);
        Assert.Null(Header(real, "Idempotency-Replayed"));
    }

    [Fact]
    public async Task A_key_that_is_too_long_is_refused()
    {
        var admin = await AdminAsync(Engine.Sqlite);

        using var answer = await SendAsync(
            admin,
            HttpMethod.Post,
            Customers,
            WithExternalId(Unique("long")),
            (Key, new string('k', 256))
        );

        await answer.ExpectProblemAsync(HttpStatusCode.BadRequest, "idempotency-key-invalid");
    }

    [Fact]
    public async Task A_secret_is_shown_once_even_so()
    {
        var admin = await AdminAsync(Engine.Sqlite);
        var key = Unique("secret");
        var body = new { name = "once", scopes = new[] { "customers:read" } };
        using var first = await SendAsync(admin, HttpMethod.Post, "/v1/api-keys", body, (Key, key));

        using var second = await SendAsync(admin, HttpMethod.Post, "/v1/api-keys", body, (Key, key));

        Assert.NotNull((await first.ExpectAsync(HttpStatusCode.Created))["key"]);
        await second.ExpectProblemAsync(HttpStatusCode.Conflict, "secret-shown-once");
    }
}
