using System.Globalization;
using System.Text;
using Crm.TestKit;

namespace Crm.Cli.Tests;

/// <summary>What a run left behind.</summary>
internal sealed record Outcome(ExitCode ExitCode, string Out, string Error);

/// <summary>A user at a keyboard or in a pipe: own folder, own variables, a fake service behind the network.</summary>
internal sealed class Terminal : IDisposable
{
    private static readonly DateTimeOffset Start = DateTimeOffset.Parse(
        "2026-01-31T12:00:00Z",
        CultureInfo.InvariantCulture
    );

    public FakeService Service { get; } = new();

    public Dictionary<string, string> Variables { get; } = [];

    public List<TimeSpan> Waits { get; } = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("crm-cli-").FullName;

    public string ConfigPath => Path.Combine(Folder, "home", "crm", "config.toml");

    public string KeyPath => Path.Combine(Folder, "home", "crm", "keys.toml");

    public string Input { get; set; } = "";

    /// <summary>What went to stdout as bytes.</summary>
    public MemoryStream Bytes { get; } = new();

    public bool IsTerminal { get; set; }

    public int Width { get; set; } = 100;

    /// <summary>The fake service, unless a real one is to be talked to.</summary>
    public Func<HttpMessageHandler>? Network { get; init; }

    /// <summary>The small contract of the tests, unless the real one is to be read.</summary>
    public Func<Stream?>? OpenContract { get; init; }

    public string Project => Path.Combine(Folder, "project");

    public Terminal()
    {
        Directory.CreateDirectory(Project);
        Variables["XDG_CONFIG_HOME"] = Path.Combine(Folder, "home");
        Variables["CRM_TOKEN"] = "crm_live_ofTheTests";
        Variables["TERM"] = "dumb";
    }

    /// <summary>A terminal with the admin key of a running service.</summary>
    public static Terminal At(CrmServer server)
    {
        var terminal = new Terminal
        {
            Network = () => new SocketsHttpHandler { AllowAutoRedirect = false },
            OpenContract = Crm.Cli.Shell.OfProcess().OpenContract,
        };
        terminal.Variables["CRM_URL"] = server.Url.AbsoluteUri;
        terminal.Variables["CRM_TOKEN"] = server.AdminKey;
        return terminal;
    }

    public Task<Outcome> RunAsync(params string[] arguments) => RunAsync(arguments, CancellationToken.None);

    public async Task<Outcome> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exitCode = await CrmTool.RunAsync(arguments, Shell(output, error), cancellationToken);
        return new Outcome(exitCode, output.ToString(), error.ToString());
    }

    public Shell Shell(TextWriter output, TextWriter error) =>
        new()
        {
            In = new StringReader(Input),
            OpenIn = () => new MemoryStream(Encoding.UTF8.GetBytes(Input)),
            Out = output,
            OpenOut = () => Bytes,
            Error = error,
            IsInputTerminal = IsTerminal,
            IsOutputTerminal = IsTerminal,
            IsErrorTerminal = false,
            Variable = Variables.GetValueOrDefault,
            Folder = Project,
            Clock = new StoppedClock(Start),
            Wait = (delay, _) =>
            {
                Waits.Add(delay);
                return Task.CompletedTask;
            },
            Network = Network ?? (() => Service),
            OpenContract = OpenContract ?? (() => typeof(Terminal).Assembly.GetManifestResourceStream("contract.json")),
            ReadSecret = () => Input,
            Width = Width,
        };

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose()
    {
        Service.Dispose();
        Bytes.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;

        public override long GetTimestamp() => 0;
    }
}
