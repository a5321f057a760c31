namespace Crm.TestKit;

/// <summary>What a mail sink does instead of its usual answer.</summary>
/// <param name="Says">The answer, without its line break; null for none.</param>
/// <param name="Dies">Whether the connection breaks then.</param>
/// <param name="Stalls">Whether nothing happens any more on the connection.</param>
public sealed record SinkAct(string? Says, bool Dies, bool Stalls)
{
    /// <summary>Breaks the connection without a word. A mail that had come whole is kept: a server may die at its answer.</summary>
    public static SinkAct Die { get; } = new(null, Dies: true, Stalls: false);

    /// <summary>Does not answer any more. A mail that had come whole is kept.</summary>
    public static SinkAct Stall { get; } = new(null, Dies: false, Stalls: true);

    /// <summary>Answers so. A mail that had come whole is kept if the answer begins with 2.</summary>
    public static SinkAct Say(string answer) => new(answer, Dies: false, Stalls: false);

    /// <summary>Answers so, and breaks the connection.</summary>
    public static SinkAct SayAndDie(string answer) => new(answer, Dies: true, Stalls: false);
}
