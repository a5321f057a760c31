using System.Globalization;
using System.Text;

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

    public bool IsTerminal { get; set; }

    public string Project => Path.Combine(Folder, "project");

    public Terminal()
    {
        Directory.CreateDirectory(Project);
        Variables["XDG_CONFIG_HOME"] = Path.Combine(Folder, "home");
        Variables["CRM_TOKEN"] = "crm_live_ofTheTests";
        Variables["TERM"] = "dumb";
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
            Network = () => Service,
            OpenContract = () => typeof(Terminal).Assembly.GetManifestResourceStream("contract.json"),
            ReadSecret = () => Input,
            Width = 100,
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
        Directory.Delete(Folder, recursive: true);
    }

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;

        public override long GetTimestamp() => 0;
    }
}
