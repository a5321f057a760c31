using System.Net;
using Crm.Api.Customers;
using Crm.Api.Http;
using Crm.TestKit;
using Microsoft.AspNetCore.Http;

namespace Crm.Api.Tests.Http;

/// <summary>Versions: nobody overwrites what they have not seen, and nobody reads again what they have.</summary>
public sealed class EntityTagTests(EngineServers servers) : MechanismTests(servers)
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_change_moves_the_version_that_header_and_body_show(Engine engine)
    {
        var admin = await AdminAsync(engine);
        using var created = await SendAsync(
            admin,
            HttpMethod.Post,
            Customers,
            new { kind = "organization", name = Unique("Cancity") }
        );
        var customer = await created.ExpectAsync(HttpStatusCode.Created);

        var changed = await admin.PatchAsync(PathOf(customer), new { source = "fair" }, ifMatch: customer.Text("etag"));

        Assert.Equal("\"1\"", customer.Text("etag"));
        Assert.Equal("\"1\"", Header(created, "ETag"));
        Assert.Equal($"/v1/customers/{customer.Text("id")}", Header(created, "Location"));
        Assert.Equal("\"2\"", changed.Text("etag"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_change_of_another_version_is_refused_with_the_present_one(Engine engine)
    {
        var admin = await AdminAsync(engine);
        var customer = await CreateAsync(admin);
        await admin.PatchAsync(PathOf(customer), new { source = "fair" });

        using var late = await SendAsync(
            admin,
            HttpMethod.Patch,
            PathOf(customer),
            new { source = "web" },
            ("If-Match", "\"1\"")
        );
        using var lateDelete = await SendAsync(admin, HttpMethod.Delete, PathOf(customer), null, ("If-Match", "\"1\""));

        var problem = await late.ExpectProblemAsync(HttpStatusCode.PreconditionFailed, "precondition-failed");
        await lateDelete.ExpectProblemAsync(HttpStatusCode.PreconditionFailed, "precondition-failed");
        Assert.Equal("\"2\"", problem.Text("etag"));
        Assert.Equal("\"2\"", Header(late, "ETag"));
        Assert.Equal("fair", (await admin.GetJsonAsync(PathOf(customer))).Text("source"));
    }

    [Theory]
    [InlineData("*", HttpStatusCode.OK)]
    [InlineData("\"7\", \"1\"", HttpStatusCode.OK)]
    [InlineData("W/\"1\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("1", HttpStatusCode.PreconditionFailed)]
    public async Task If_match_compares_strongly(string ifMatch, HttpStatusCode expected)
    {
        var admin = await AdminAsync(Engine.Sqlite);
        var customer = await CreateAsync(admin);

        await admin.PatchAsync(PathOf(customer), new { source = "fair" }, expected, ifMatch);
    }

    [Fact]
    public async Task Who_has_the_version_already_gets_no_body()
    {
        var admin = await AdminAsync(Engine.Sqlite);
        var customer = await CreateAsync(admin);

        using var known = await SendAsync(admin, HttpMethod.Get, PathOf(customer), null, ("If-None-Match", "\"1\""));
        using var other = await SendAsync(admin, HttpMethod.Get, PathOf(customer), null, ("If-None-Match", "\"9\""));

        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        Assert.Equal("\"1\"", Header(known, "ETag"));
        Assert.Empty(await known.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public void A_guarded_record_is_not_changed_without_saying_which_version()
    {
        var refused = Assert.Throws<ProblemException>(() =>
            EntityTags.CheckIfMatch(new DefaultHttpContext(), new Customer(), guarded: true)
        );

        Assert.Equal(428, refused.Problem.Status);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_two_who_change_the_same_version_at_once_one_is_refused(Engine engine)
    {
        var admin = await AdminAsync(engine);
        var customer = await CreateAsync(admin);

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(number =>
                    SendAsync(
                        admin,
                        HttpMethod.Patch,
                        PathOf(customer),
                        new { source = $"writer {number}" },
                        ("If-Match", "\"1\"")
                    )
                )
        );

        var statuses = answers.Select(answer => (int)answer.StatusCode).ToList();
        Array.ForEach(answers, answer => answer.Dispose());
        Assert.Single(statuses, status => status == 200);
        Assert.All(statuses, status => Assert.Contains(status, (int[])[200, 409, 412]));
        Assert.Equal("\"2\"", (await admin.GetJsonAsync(PathOf(customer))).Text("etag"));
    }
}
