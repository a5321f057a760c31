namespace Crm.Api.Clock;

/// <summary>Whether time is the machine's or a script's.</summary>
internal sealed class ClockOptions
{
    public const string Section = "Crm:Clock";

    /// <summary>True: time stands still until <c>POST /v1/clock</c> sets or moves it. For CI jobs only; the route exists only then.</summary>
    public bool Virtual { get; set; }

    /// <summary>Where a virtual clock starts.</summary>
    public DateTimeOffset Start { get; set; } = new(2026, 1, 31, 9, 0, 0, TimeSpan.Zero);
}
