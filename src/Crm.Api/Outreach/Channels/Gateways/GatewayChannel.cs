using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Crm.Api.Http.Outgoing;
using Microsoft.Extensions.Options;

namespace Crm.Api.Outreach.Channels.Gateways;

/// <summary>Posts messages to whoever delivers them, such as a sender of SMS, signed as webhooks are.</summary>
internal sealed class GatewayChannel : IOutreachChannel, IDisposable
{
    private readonly GatewayOptions _options;
    private readonly TimeProvider _clock;
    private readonly WebhookSigner? _signer;
    private readonly HttpClient _http;

    public GatewayChannel(OutreachChannel channel, IOptionsMonitor<GatewayOptions> options, TimeProvider clock)
    {
        (_options, _clock) = (options.Get(channel.ToString()), clock);
        _signer = _options.Url is null ? null : _options.MakeSigner();
        _http = new HttpClient(OutgoingHttp.MakeHandler(_options.AllowPrivateNetwork))
        {
            Timeout = TimeSpan.FromSeconds(_options.TimeoutSeconds),
        };
    }

    public async Task<IReadOnlyList<HandOver>> HandOverAsync(IReadOnlyList<OutgoingMessage> messages)
    {
        var ends = new HandOver[messages.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, ends.Length),
            new ParallelOptions { MaxDegreeOfParallelism = _options.Connections },
            async (index, _) =>
                ends[index] = _signer is null
                    ? NotSent(HandOverCodes.NotConfigured, "No gateway is set for the channel.")
                    : await PostAsync(messages[index], _signer)
        );
        return ends;
    }

    public void Dispose() => _http.Dispose();

    private async Task<HandOver> PostAsync(OutgoingMessage message, WebhookSigner signer)
    {
        using var request = RequestOf(message, signer);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            return Judge(response.StatusCode);
        }
        catch (HttpRequestException trouble) when (OutgoingHttp.NeverLeft(trouble))
        {
            return NotSent(HandOverCodes.Unreachable, "The gateway cannot be reached.");
        }
        catch (Exception trouble) when (trouble is HttpRequestException or OperationCanceledException)
        {
            return new HandOver(HandOverOutcome.Unknown, HandOverCodes.NoAnswer, "The gateway did not answer.");
        }
    }

    private HttpRequestMessage RequestOf(OutgoingMessage message, WebhookSigner signer)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new GatewayMessage(
                message.Id,
                message.Channel,
                message.Address,
                message.RecipientName,
                message.SenderName ?? message.SenderAddress,
                message.Language,
                message.Subject,
                message.Text,
                message.Date
            ),
            GatewayJson.Default.GatewayMessage
        );
        var id = message.Id.ToString();
        var request = new HttpRequestMessage(HttpMethod.Post, _options.Url)
        {
            Content = new ByteArrayContent(body)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
        request.Headers.Add("Idempotency-Key", id);
        signer.Sign(request.Headers, id, _clock.GetUtcNow(), body);
        return request;
    }

    private static HandOver Judge(HttpStatusCode status)
    {
        var code = ((int)status).ToString(CultureInfo.InvariantCulture);
        return (int)status switch
        {
            >= 200 and < 300 => new HandOver(HandOverOutcome.Accepted),
            // Of us rather than of the message: a wrong address, secret or method of ours.
            401 or 403 or 404 or 405 or 407 or 410 or (>= 300 and < 400) => NotSent(
                code,
                "The gateway does not take messages."
            ),
            408 or 425 or 429 or 503 => new HandOver(
                HandOverOutcome.RefusedForNow,
                code,
                "The gateway takes no more at present."
            ),
            // The same message is being worked on, or was begun: what becomes of it cannot be told from here.
            409 or >= 500 => new HandOver(HandOverOutcome.Unknown, code, "The gateway cannot say what became of it."),
            _ => new HandOver(HandOverOutcome.RefusedForGood, code, "The gateway refuses the message."),
        };
    }

    private static HandOver NotSent(string code, string detail) => new(HandOverOutcome.NotSent, code, detail);
}
