using System.CommandLine;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Output;

namespace Crm.Cli;

/// <summary>One invocation's settings, connection and output, each opened on first use.</summary>
internal sealed class Session(CommandScope scope, ParseResult parsed) : IDisposable
{
    private Settings? _settings;
    private CrmClient? _client;

    public Shell Shell => scope.Shell;

    public Settings Settings => _settings ??= Settings.Resolve(Shell, Flags());

    public CrmClient Client => _client ??= CrmClient.Open(Shell, Settings, RequestLog);

    public OutputChoice Output => OutputChoice.From(scope.Options, parsed, Settings, Shell);

    /// <summary>Whether a question can be put to a person.</summary>
    public bool CanAsk => Shell.IsInputTerminal && !parsed.GetValue(scope.Options.NoInput);

    /// <summary>Refuses what only answers on stdin can carry out, when nobody may be asked.</summary>
    public void RefuseWithoutInput(string why)
    {
        if (parsed.GetValue(scope.Options.NoInput))
        {
            throw Failure.Usage($"{why} --no-input forbids that.");
        }
    }

    private RequestLogLevel RequestLog =>
        parsed.GetValue(scope.Options.Debug) ? RequestLogLevel.Everything
        : parsed.GetValue(scope.Options.Verbose) ? RequestLogLevel.Lines
        : RequestLogLevel.Off;

    public void Dispose() => _client?.Dispose();

    private Flags Flags() =>
        new(
            parsed.GetValue(scope.Options.Profile),
            parsed.GetValue(scope.Options.Url),
            parsed.GetValue(scope.Options.TokenFile),
            parsed.GetValue(scope.Options.Timeout),
            parsed.GetValue(scope.Options.Output)
        );
}
