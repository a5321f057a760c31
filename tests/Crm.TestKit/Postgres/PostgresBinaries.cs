using System.Diagnostics;

namespace Crm.TestKit;

/// <summary>Finds the installed PostgreSQL, and installs Debian's when it may.</summary>
internal static class PostgresBinaries
{
    private const string DebianFolder = "/usr/lib/postgresql";

    // Several test projects may get here at once, and apt-get refuses to run beside itself.
    private const string Install =
        "export DEBIAN_FRONTEND=noninteractive; flock /tmp/crm-install-postgresql.lock sh -c "
        + "'apt-get update -q && apt-get install -qy --no-install-recommends postgresql'";

    private static readonly Lazy<string?> Found = new(() => Find() ?? InstallAndFind());

    public static string? MissingBecause =>
        !OperatingSystem.IsLinux() ? "PostgreSQL: the tests start it on Linux only"
        : Found.Value is null
            ? $"PostgreSQL: no binaries in {DebianFolder}/*/bin or on the PATH (apt-get install postgresql)"
        : null;

    public static string Folder => Found.Value ?? throw new InvalidOperationException(MissingBecause);

    private static string? Find() =>
        Versions()
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .FirstOrDefault(folder =>
                File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl"))
            );

    private static IEnumerable<string> Versions() =>
        Directory.Exists(DebianFolder)
            ? Directory
                .GetDirectories(DebianFolder)
                .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
                .Select(folder => Path.Combine(folder, "bin"))
            : [];

    private static string? InstallAndFind()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root" || !File.Exists("/usr/bin/apt-get"))
        {
            return null;
        }

        using var install = Process.Start(
            new ProcessStartInfo("sh", ["-c", Install]) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var messages = install.StandardError.ReadToEndAsync();
        install.StandardOutput.ReadToEnd();
        install.WaitForExit();
        messages.Wait();
        return Find();
    }
}
