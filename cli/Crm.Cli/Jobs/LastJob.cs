using Crm.Cli.Connection;

namespace Crm.Cli.Jobs;

/// <summary>Remembers the last job of each profile, with the service it runs on, for `--last`.</summary>
internal static class LastJob
{
    public static void Remember(Shell shell, Settings settings, string id)
    {
        var file = Open(shell);
        file.Set(TableOf(settings), "url", settings.Url.Value);
        file.Set(TableOf(settings), "job", id);
        file.Save();
    }

    public static string? Find(Shell shell, Settings settings)
    {
        var file = Open(shell);
        return file.Get(TableOf(settings), "url") == settings.Url.Value ? file.Get(TableOf(settings), "job") : null;
    }

    private static TomlFile Open(Shell shell) => TomlFile.Read(Path.Combine(shell.ConfigFolder, "jobs.toml"));

    private static string TableOf(Settings settings) => $"profiles.{settings.Profile.Value}";
}
