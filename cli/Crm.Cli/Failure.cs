using Crm.Cli.Output;

namespace Crm.Cli;

/// <summary>A failure the user can act on: what failed, why, what to do next, and the exit code it ends with.</summary>
internal sealed class Failure(
    ExitCode exitCode,
    string what,
    IReadOnlyList<string>? reasons = null,
    string? next = null
) : Exception(what)
{
    public ExitCode ExitCode { get; } = exitCode;

    public IReadOnlyList<string> Reasons { get; } = reasons ?? [];

    public string? Next { get; } = next;

    public static Failure Usage(string what, string? next = null) => new(ExitCode.Usage, what, next: next);

    /// <summary>What a service or a file says must not steer the terminal.</summary>
    public void Print(TextWriter error)
    {
        error.WriteLine($"error: {CellText.Printable(Message)}");
        foreach (var reason in Reasons)
        {
            error.WriteLine($"  {CellText.Printable(reason)}");
        }

        if (Next is not null)
        {
            error.WriteLine($"next: {Next}");
        }
    }
}
