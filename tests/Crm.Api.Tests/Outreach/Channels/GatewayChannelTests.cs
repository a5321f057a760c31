using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Crm.Api.Outreach;
using Crm.Api.Outreach.Channels;
using Crm.Api.Outreach.Channels.Gateways;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Options;

namespace Crm.Api.Tests.Outreach.Channels;

public sealed class GatewayChannelTests : IAsyncLifetime
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly WebApplication _gateway = MakeGateway();
    private readonly ConcurrentQueue<(string Path, Dictionary<string, string> Headers, string Body)> _received = [];

    public async Task InitializeAsync()
    {
        _gateway.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            // The server uses its own collection of them again.
            var headers = context.Request.Headers.ToDictionary(
                header => header.Key,
                header => header.Value.ToString(),
                StringComparer.OrdinalIgnoreCase
            );
            _received.Enqueue((context.Request.Path, headers, await reader.ReadToEndAsync()));
            var asked = context.Request.Path.Value!.Trim('/');
            if (int.TryParse(asked, out var status))
            {
                context.Response.StatusCode = status;
                context.Response.Headers.Location = "/200";
            }
            else if (asked == "dies")
            {
                context.Abort();
            }
            else
            {
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }
        });
        await _gateway.StartAsync();
    }

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [Theory]
    [InlineData("200", "Accepted")]
    [InlineData("202", "Accepted")]
    [InlineData("302", "NotSent")]
    [InlineData("400", "RefusedForGood")]
    [InlineData("422", "RefusedForGood")]
    [InlineData("401", "NotSent")]
    [InlineData("404", "NotSent")]
    [InlineData("410", "NotSent")]
    [InlineData("409", "Unknown")]
    [InlineData("429", "RefusedForNow")]
    [InlineData("503", "RefusedForNow")]
    [InlineData("500", "Unknown")]
    [InlineData("504", "Unknown")]
    [InlineData("dies", "Unknown")]
    [InlineData("stalls", "Unknown")]
    public async Task What_the_gateway_answers_becomes_an_outcome(string does, string outcome)
    {
        using var channel = Channel(does);
        var end = Assert.Single(await channel.HandOverAsync([Messages.Of(1)]));
        Assert.Equal(outcome, end.Outcome.ToString());
        Assert.Equal($"/{does}", Assert.Single(_received).Path);
    }

    [Fact]
    public async Task A_message_is_posted_once_with_its_id_and_a_signature()
    {
        using var channel = Channel("200");
        var messages = Enumerable
            .Range(0, 30)
            .Select(number => Messages.Of(number) with { Channel = OutreachChannel.Sms, Address = $"+4930{number}" })
            .ToArray();
        var ends = await channel.HandOverAsync(messages);
        Assert.All(ends, end => Assert.Equal(HandOverOutcome.Accepted, end.Outcome));
        Assert.Equal(
            messages.Select(message => (message.Id.ToString(), message.Address)).ToHashSet(),
            _received.Select(post => (post.Headers["Idempotency-Key"], To(JsonElement.Parse(post.Body)))).ToHashSet()
        );
        Assert.Equal(30, _received.Count);
        Assert.All(
            _received,
            post => Assert.Equal(SignatureOf(post.Headers, post.Body), post.Headers["webhook-signature"])
        );
        Assert.All(_received, post => Assert.Equal("application/json", post.Headers["Content-Type"]));
    }

    [Fact]
    public async Task A_gateway_on_this_machine_is_not_spoken_to_unless_allowed()
    {
        using var channel = Channel("200", allowPrivateNetwork: false);
        var end = Assert.Single(await channel.HandOverAsync([Messages.Of(1)]));
        Assert.Equal((HandOverOutcome.NotSent, "unreachable"), (end.Outcome, end.Code));
        Assert.Empty(_received);
    }

    [Fact]
    public async Task A_gateway_that_is_not_there_is_sent_nothing()
    {
        using var channel = Channel("200");
        await _gateway.StopAsync();
        var end = Assert.Single(await channel.HandOverAsync([Messages.Of(1)]));
        Assert.Equal((HandOverOutcome.NotSent, "unreachable"), (end.Outcome, end.Code));
    }

    [Fact]
    public async Task Without_a_gateway_nothing_is_sent()
    {
        using var channel = new GatewayChannel(
            OutreachChannel.Chat,
            new Settings(new GatewayOptions()),
            TimeProvider.System
        );
        var end = Assert.Single(await channel.HandOverAsync([Messages.Of(1)]));
        Assert.Equal((HandOverOutcome.NotSent, "not-configured"), (end.Outcome, end.Code));
    }

    private static WebApplication MakeGateway()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder.Build();
    }

    private static string To(JsonElement body) => body.GetProperty("to").GetString()!;

    private static string SignatureOf(Dictionary<string, string> headers, string body)
    {
        var signed = $"{headers["webhook-id"]}.{headers["webhook-timestamp"]}.{body}";
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Secret[6..]), Encoding.UTF8.GetBytes(signed)))}";
    }

    private GatewayChannel Channel(string does, bool allowPrivateNetwork = true) =>
        new(
            OutreachChannel.Sms,
            new Settings(
                new GatewayOptions
                {
                    Url = $"{_gateway.Urls.First()}/{does}",
                    Secret = Secret,
                    TimeoutSeconds = does == "stalls" ? 1 : 30,
                    AllowPrivateNetwork = allowPrivateNetwork,
                }
            ),
            TimeProvider.System
        );

    private sealed class Settings(GatewayOptions options) : IOptionsMonitor<GatewayOptions>
    {
        public GatewayOptions CurrentValue => options;

        public GatewayOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<GatewayOptions, string?> listener) => null;
    }
}
