using System.Globalization;
using System.Security.Cryptography;

namespace Crm.Torture;

/// <summary>How hard and how long a run is.</summary>
/// <param name="Writers">How many write at once.</param>
/// <param name="Duration">How long they do.</param>
/// <param name="Kills">How often they are interrupted.</param>
/// <param name="Rows">How long imported files are.</param>
/// <param name="ImportKills">How often an import is interrupted.</param>
/// <param name="Mails">How many mails a campaign is to send.</param>
/// <param name="MailKills">How often that is interrupted.</param>
/// <param name="Seed">Decides what chance would; the same one makes the same files and kills at the same rows.</param>
internal sealed record Scale(
    int Writers,
    TimeSpan Duration,
    int Kills,
    int Rows,
    int ImportKills,
    int Mails,
    int MailKills,
    int Seed
)
{
    public static Scale Of(string[] arguments)
    {
        var seed = RandomNumberGenerator.GetInt32(int.MaxValue);
        var scale = arguments.Contains("--short")
            ? new Scale(
                Writers: 8,
                TimeSpan.FromSeconds(3),
                Kills: 1,
                Rows: 20_000,
                ImportKills: 3,
                Mails: 2_000,
                MailKills: 3,
                seed
            )
            : new Scale(
                Writers: 64,
                TimeSpan.FromSeconds(60),
                Kills: 3,
                Rows: 200_000,
                ImportKills: 20,
                Mails: 20_000,
                MailKills: 10,
                seed
            );
        return scale with
        {
            Duration = Number(arguments, "--seconds=") is { } seconds ? TimeSpan.FromSeconds(seconds) : scale.Duration,
            Rows = (int?)Number(arguments, "--rows=") ?? scale.Rows,
            Seed = (int?)Number(arguments, "--seed=") ?? scale.Seed,
        };
    }

    private static double? Number(string[] arguments, string name) =>
        Array.Find(arguments, argument => argument.StartsWith(name, StringComparison.Ordinal)) is { } given
            ? double.Parse(given[name.Length..], CultureInfo.InvariantCulture)
            : null;
}
