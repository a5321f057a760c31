using System.Net;
using Crm.TestKit;

namespace Crm.Api.Tests.Http;

/// <summary>What every request gets, whatever it asks for.</summary>
public sealed class RequestTests(EngineServers servers) : MechanismTests(servers)
{
    [Theory]
    [InlineData("GET", "/v1/customers", HttpStatusCode.OK)]
    [InlineData("GET", "/v1/customers?filter=(", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/v1/no-such-things", HttpStatusCode.NotFound)]
    [InlineData("PUT", "/v1/customers", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/health/live", HttpStatusCode.OK)]
    public async Task Every_answer_names_its_request(string method, string path, HttpStatusCode expected)
    {
        var admin = await AdminAsync(Engine.Sqlite);

        using var own = await SendAsync(admin, new HttpMethod(method), path, null, ("Request-Id", "order-4711"));
        using var given = await SendAsync(admin, new HttpMethod(method), path);
        using var odd = await SendAsync(admin, new HttpMethod(method), path, null, ("Request-Id", "<script>"));

        Assert.Equal(expected, own.StatusCode);
        Assert.Equal("order-4711", Header(own, "Request-Id"));
        Assert.NotEmpty(Header(given, "Request-Id")!);
        Assert.NotEqual("<script>", Header(odd, "Request-Id"));
    }

    [Fact]
    public async Task A_path_of_nothing_is_a_problem_for_who_may_ask_and_unknown_to_strangers()
    {
        var server = await ServerAsync(Engine.Sqlite);
        using var anonymous = server.Anonymous();

        using var known = await SendAsync(
            server.Admin,
            HttpMethod.Get,
            "/v1/no-such-things",
            null,
            ("Request-Id", "a")
        );
        using var stranger = await SendAsync(anonymous, HttpMethod.Get, "/v1/no-such-things");

        var problem = await known.ExpectProblemAsync(HttpStatusCode.NotFound, "no-such-path");
        Assert.Equal("a", problem.Text("instance"));
        await stranger.ExpectProblemAsync(HttpStatusCode.Unauthorized, "key-missing");
        Assert.Equal("Bearer", stranger.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task A_method_that_is_not_there_is_refused_with_those_that_are()
    {
        var admin = await AdminAsync(Engine.Sqlite);

        using var answer = await SendAsync(admin, HttpMethod.Put, Customers);

        await answer.ExpectProblemAsync(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        Assert.Equal(["GET", "POST"], answer.Content.Headers.Allow.Order());
    }
}
