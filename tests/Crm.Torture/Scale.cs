using System.Globalization;

namespace Crm.Torture;

/// <summary>How hard and how long a run is.</summary>
internal sealed record Scale(int Writers, TimeSpan Duration, int Kills)
{
    private const string Seconds = "--seconds=";

    public static Scale Of(string[] arguments)
    {
        var scale = arguments.Contains("--short")
            ? new Scale(Writers: 8, TimeSpan.FromSeconds(3), Kills: 1)
            : new Scale(Writers: 64, TimeSpan.FromSeconds(60), Kills: 3);
        return Array.Find(arguments, argument => argument.StartsWith(Seconds, StringComparison.Ordinal)) is { } given
            ? scale with
            {
                Duration = TimeSpan.FromSeconds(double.Parse(given[Seconds.Length..], CultureInfo.InvariantCulture)),
            }
            : scale;
    }
}
