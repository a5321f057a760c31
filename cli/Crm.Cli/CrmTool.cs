using System.CommandLine;
using System.CommandLine.Invocation;
using Crm.Cli.CommandLine;

namespace Crm.Cli;

/// <summary>One run of the tool: parse, do, and turn whatever goes wrong into a message and an exit code.</summary>
internal static class CrmTool
{
    /// <summary>"@file" belongs to our own options, and "-ab" must not mean "-a -b".</summary>
    public static readonly ParserConfiguration Parsing = new()
    {
        ResponseFileTokenReplacer = null,
        EnablePosixBundling = false,
    };

    public static async Task<ExitCode> RunAsync(
        IReadOnlyList<string> arguments,
        Shell shell,
        CancellationToken cancellationToken
    )
    {
        var exitCode = await InvokeAsync(arguments, shell, cancellationToken);
        await shell.Out.FlushAsync(CancellationToken.None);
        return exitCode;
    }

    private static async Task<ExitCode> InvokeAsync(
        IReadOnlyList<string> arguments,
        Shell shell,
        CancellationToken cancellationToken
    )
    {
        var parsed = CrmCommand.Create(shell, Mentions.In(arguments)).Parse(arguments, Parsing);
        if (parsed.Action is ParseErrorAction || UsageErrors.StrayOption(parsed) is not null)
        {
            return UsageErrors.Print(parsed, shell.Error);
        }

        var invocation = new InvocationConfiguration
        {
            Output = shell.Out,
            Error = shell.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            return (ExitCode)await parsed.InvokeAsync(invocation, cancellationToken);
        }
        catch (Failure failure)
        {
            failure.Print(shell.Error);
            return failure.ExitCode;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await shell.Error.WriteLineAsync("Interrupted.");
            return ExitCode.Interrupted;
        }
        catch (Exception unexpected)
        {
            await shell.Error.WriteLineAsync($"error: {unexpected.Message}");
            if (arguments.Contains("--debug"))
            {
                await shell.Error.WriteLineAsync(unexpected.ToString());
            }

            return ExitCode.Failure;
        }
    }
}
