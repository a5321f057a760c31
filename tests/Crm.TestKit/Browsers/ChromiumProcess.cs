using System.Diagnostics;

namespace Crm.TestKit;

/// <summary>A headless Chromium with a profile of its own, gone when disposed.</summary>
internal sealed class ChromiumProcess : IAsyncDisposable
{
    private const string Listening = "DevTools listening on ";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly string? Binary = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }, Path.Combine)
        .FirstOrDefault(File.Exists);

    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("crm-chromium-");
    private readonly Process _process;

    private ChromiumProcess()
    {
        string[] arguments =
        [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--remote-debugging-port=0",
            $"--user-data-dir={_profile.FullName}",
            "about:blank",
        ];
        _process = Process.Start(
            new ProcessStartInfo(Binary!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
    }

    /// <summary>Why there can be no browser here, or null when there can.</summary>
    public static string? MissingBecause =>
        Binary is null ? "Chromium: not on the PATH (apt-get install chromium)" : null;

    /// <summary>Where it takes orders.</summary>
    public Uri Url { get; private set; } = null!;

    public static async Task<ChromiumProcess> StartAsync()
    {
        var browser = new ChromiumProcess();
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            browser.Url = await browser.ReadUrlAsync(patience.Token);
            _ = browser._process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            _ = browser._process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        try
        {
            _profile.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A helper process of its may still write its last; what it leaves lies among the temporary files.
        }
    }

    private async Task<Uri> ReadUrlAsync(CancellationToken cancellationToken)
    {
        while (await _process.StandardError.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith(Listening, StringComparison.Ordinal))
            {
                return new Uri(line[Listening.Length..].Trim());
            }
        }

        throw new InvalidOperationException("Chromium ended before it listened.");
    }
}
