using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crm.TestKit;

/// <summary>A page in a headless Chromium, which is told what to do by its DevTools protocol.</summary>
public sealed class BrowserPage : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ChromiumProcess _process;
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _waiting = new();
    private readonly ConcurrentQueue<string> _complaints = new();
    private TaskCompletionSource _loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _session;
    private int _last;

    private BrowserPage(ChromiumProcess process) => _process = process;

    /// <summary>What the page made the browser complain of: errors, refused contents, failed requests.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>Opens an empty page as large as a phone's screen, or as large as said.</summary>
    public static async Task<BrowserPage> OpenAsync(int width = 360, int height = 740)
    {
        var page = new BrowserPage(await ChromiumProcess.StartAsync());
        try
        {
            await page.ConnectAsync(width, height);
            return page;
        }
        catch
        {
            await page.DisposeAsync();
            throw;
        }
    }

    /// <summary>Follows a link and waits until the page is there.</summary>
    public Task GoAsync(Uri url) => LoadAsync(() => SendAsync("Page.navigate", new { url = url.AbsoluteUri }));

    /// <summary>Presses a key, as somebody without a mouse does.</summary>
    public async Task PressAsync(string key)
    {
        var code = key == "Enter" ? 13 : 9;
        var text = key == "Enter" ? "\r" : "";
        await SendAsync(
            "Input.dispatchKeyEvent",
            new
            {
                type = "keyDown",
                key,
                windowsVirtualKeyCode = code,
                text,
            }
        );
        await SendAsync(
            "Input.dispatchKeyEvent",
            new
            {
                type = "keyUp",
                key,
                windowsVirtualKeyCode = code,
            }
        );
    }

    /// <summary>Presses a key by which a page is left, and waits until the next one is there.</summary>
    public Task PressAndWaitAsync(string key) => LoadAsync(() => PressAsync(key));

    /// <summary>Clicks into the middle of what the selector finds, and waits until the next page is there.</summary>
    public async Task ClickAndWaitAsync(string selector)
    {
        var place = JsonNode.Parse(
            await EvaluateAsync<string>(
                $"(() => {{ const at = document.querySelector({JsonSerializer.Serialize(selector)}).getBoundingClientRect(); "
                    + "return JSON.stringify({ x: at.x + at.width / 2, y: at.y + at.height / 2 }) })()"
            )
        )!;
        await LoadAsync(async () =>
        {
            foreach (var type in new[] { "mousePressed", "mouseReleased" })
            {
                await SendAsync(
                    "Input.dispatchMouseEvent",
                    new
                    {
                        type,
                        x = (double)place["x"]!,
                        y = (double)place["y"]!,
                        button = "left",
                        clickCount = 1,
                    }
                );
            }
        });
    }

    /// <summary>The value of an expression in the page.</summary>
    public async Task<T> EvaluateAsync<T>(string expression)
    {
        var answer = await SendAsync("Runtime.evaluate", new { expression, returnByValue = true });
        return answer["result"]!["value"]!.GetValue<T>();
    }

    /// <summary>The text that the selector finds, as people see it.</summary>
    public Task<string> TextAsync(string selector) =>
        EvaluateAsync<string>($"document.querySelector({JsonSerializer.Serialize(selector)}).innerText");

    /// <summary>A picture of the page, PNG.</summary>
    public async Task<byte[]> PictureAsync() =>
        Convert.FromBase64String((string)(await SendAsync("Page.captureScreenshot", new { format = "png" }))["data"]!);

    /// <summary>Shows pages as for eyes that like it dark, or light.</summary>
    public Task PreferAsync(string colorScheme) =>
        SendAsync(
            "Emulation.setEmulatedMedia",
            new { features = new[] { new { name = "prefers-color-scheme", value = colorScheme } } }
        );

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _process.DisposeAsync();
    }

    private async Task ConnectAsync(int width, int height)
    {
        await _socket.ConnectAsync(_process.Url, CancellationToken.None);
        _ = ListenAsync();
        var target = await SendAsync("Target.createTarget", new { url = "about:blank" });
        var attached = await SendAsync(
            "Target.attachToTarget",
            new { targetId = (string)target["targetId"]!, flatten = true }
        );
        _session = (string)attached["sessionId"]!;
        foreach (var domain in new[] { "Page", "Runtime", "Log" })
        {
            await SendAsync($"{domain}.enable", new { });
        }

        await SendAsync(
            "Emulation.setDeviceMetricsOverride",
            new
            {
                width,
                height,
                deviceScaleFactor = 1,
                mobile = true,
            }
        );
    }

    private async Task LoadAsync(Func<Task> act)
    {
        _loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await act();
        await _loaded.Task.WaitAsync(Patience);
    }

    private async Task<JsonNode> SendAsync(string method, object parameters)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        var order = new JsonObject
        {
            ["id"] = id,
            ["method"] = method,
            ["params"] = JsonSerializer.SerializeToNode(parameters),
        };
        if (_session is not null)
        {
            order["sessionId"] = _session;
        }

        await _socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(order),
            WebSocketMessageType.Text,
            endOfMessage: true,
            CancellationToken.None
        );
        return await answer.Task.WaitAsync(Patience);
    }

    private async Task ListenAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                using var message = new MemoryStream();
                WebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(buffer, CancellationToken.None);
                    message.Write(buffer, 0, part.Count);
                } while (!part.EndOfMessage);

                Hear(JsonNode.Parse(message.ToArray())!);
            }
        }
        catch (Exception ended) when (ended is WebSocketException or ObjectDisposedException or JsonException)
        {
            foreach (var waiting in _waiting.Values)
            {
                waiting.TrySetException(ended);
            }
        }
    }

    private void Hear(JsonNode message)
    {
        if ((int?)message["id"] is { } id)
        {
            Answer(id, message);
            return;
        }

        switch ((string?)message["method"])
        {
            case "Page.loadEventFired":
                _loaded.TrySetResult();
                break;
            case "Log.entryAdded" when (string?)message["params"]!["entry"]!["level"] is "error" or "warning":
            case "Runtime.exceptionThrown":
            case "Runtime.consoleAPICalled":
                _complaints.Enqueue(message["params"]!.ToJsonString());
                break;
        }
    }

    private void Answer(int id, JsonNode message)
    {
        if (!_waiting.TryRemove(id, out var waiting))
        {
            return;
        }

        if (message["error"] is { } error)
        {
            waiting.TrySetException(new InvalidOperationException(error.ToJsonString()));
        }
        else
        {
            waiting.TrySetResult(message["result"]!);
        }
    }
}
