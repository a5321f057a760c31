using System.Diagnostics;

namespace Crm.Mail.Tests.Python;

/// <summary>Runs a small script beside the tests with Debian's Python.</summary>
internal static class PythonScript
{
    // Debian's packages are for Debian's own interpreter, whichever is the first on the PATH.
    public const string Interpreter = "/usr/bin/python3";

    /// <summary>Starts it, with its input and output in our hands.</summary>
    public static Process Start(string name, params IEnumerable<string> arguments) =>
        Process.Start(
            new ProcessStartInfo(Interpreter, [Path.Combine(AppContext.BaseDirectory, "Python", name), .. arguments])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;

    /// <summary>Gives it lines, and takes as many back.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(string name, IReadOnlyList<string> input)
    {
        using var process = Start(name);
        var output = process.StandardOutput.ReadToEndAsync();
        foreach (var line in input)
        {
            await process.StandardInput.WriteLineAsync(line);
        }

        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        var lines = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(input.Count, lines.Length);
        return lines;
    }
}
