using System.Reflection;
using System.Text;

namespace Crm.Cli;

/// <summary>What surrounds one run of the tool: streams, variables, folder, clock and network.</summary>
internal sealed record Shell
{
    public required TextReader In { get; init; }

    /// <summary>The bytes of stdin, for what is not ours to decode; opened instead of <see cref="In"/>, not beside it.</summary>
    public required Func<Stream> OpenIn { get; init; }

    public required TextWriter Out { get; init; }

    /// <summary>The bytes of stdout, for what is not text; opened instead of <see cref="Out"/>, not beside it.</summary>
    public required Func<Stream> OpenOut { get; init; }

    public required TextWriter Error { get; init; }

    public required bool IsInputTerminal { get; init; }

    public required bool IsOutputTerminal { get; init; }

    public required bool IsErrorTerminal { get; init; }

    public required Func<string, string?> Variable { get; init; }

    public required string Folder { get; init; }

    public required TimeProvider Clock { get; init; }

    public required Func<TimeSpan, CancellationToken, Task> Wait { get; init; }

    public required Func<HttpMessageHandler> Network { get; init; }

    public required Func<Stream?> OpenContract { get; init; }

    public required Func<string> ReadSecret { get; init; }

    public required int Width { get; init; }

    /// <summary>The folder of the user's own settings, as the XDG base directory specification places it.</summary>
    public string ConfigFolder =>
        Path.Combine(
            Variable("XDG_CONFIG_HOME") is { Length: > 0 } configured
                ? configured
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config"),
            "crm"
        );

    public static Shell OfProcess() =>
        new()
        {
            In = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8),
            OpenIn = Console.OpenStandardInput,
            Out = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 16 * 1024),
            OpenOut = Console.OpenStandardOutput,
            Error = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true },
            IsInputTerminal = !Console.IsInputRedirected,
            IsOutputTerminal = !Console.IsOutputRedirected,
            IsErrorTerminal = !Console.IsErrorRedirected,
            Variable = Environment.GetEnvironmentVariable,
            Folder = Environment.CurrentDirectory,
            Clock = TimeProvider.System,
            Wait = (delay, cancellationToken) => Task.Delay(delay, cancellationToken),
            // Redirects are followed by our own handler, which keeps the key and never leaves the origin.
            Network = () => new SocketsHttpHandler { AllowAutoRedirect = false },
            OpenContract = () => Assembly.GetExecutingAssembly().GetManifestResourceStream("crm.json"),
            ReadSecret = ReadSecretFromTerminal,
            Width = WidthOfTerminal(),
        };

    /// <summary>Some terminals tell no width, and a pipe has none.</summary>
    private static int WidthOfTerminal()
    {
        const int Usual = 100;
        const int Narrowest = 40;
        var told = Console.IsOutputRedirected ? 0 : Console.WindowWidth;
        return told == 0 ? Usual : Math.Max(told, Narrowest);
    }

    private static string ReadSecretFromTerminal()
    {
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
        {
            if (key.Key != ConsoleKey.Backspace)
            {
                typed.Append(key.KeyChar);
            }
            else if (typed.Length > 0)
            {
                typed.Length--;
            }
        }

        return typed.ToString();
    }
}
