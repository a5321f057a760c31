namespace Crm.Cli.Connection;

/// <summary>The user's own files: config.toml with the profiles, keys.toml with one key each, readable by nobody else.</summary>
internal sealed class UserConfig
{
    public const string DefaultProfile = "default";

    private readonly TomlFile _config;
    private readonly TomlFile _keys;

    private UserConfig(string folder)
    {
        Path = System.IO.Path.Combine(folder, "config.toml");
        KeyPath = System.IO.Path.Combine(folder, "keys.toml");
        _config = TomlFile.Read(Path);
        _keys = TomlFile.Read(KeyPath);
    }

    public string Path { get; }

    public string KeyPath { get; }

    public string? CurrentProfile => _config.Get("", "profile");

    public IReadOnlyList<string> Profiles =>
        [
            .. _config
                .Tables()
                .Concat(_keys.Tables())
                .Where(table => table.StartsWith(TableOf(""), StringComparison.Ordinal))
                .Select(table => table[TableOf("").Length..])
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    public static UserConfig Read(Shell shell) => new(shell.ConfigFolder);

    public bool HasProfile(string profile) => Profiles.Contains(profile);

    /// <summary>The profile a command writes to; unlike one that is read, it need not exist yet.</summary>
    public string ProfileToChange(string? given, Shell shell) =>
        given ?? shell.Variable("CRM_PROFILE") ?? CurrentProfile ?? DefaultProfile;

    public string? Get(string profile, string name) => _config.Get(TableOf(profile), name);

    public void Set(string profile, string name, string value)
    {
        _config.Set(TableOf(profile), name, value);
        _config.Save();
    }

    public void Use(string profile)
    {
        _config.Set("", "profile", profile);
        _config.Save();
    }

    public (string Url, string Token)? StoredKey(string profile) =>
        _keys.Get(TableOf(profile), "url") is { } url && _keys.Get(TableOf(profile), "token") is { } token
            ? (url, token)
            : null;

    public void StoreKey(string profile, string url, string token)
    {
        _keys.Set(TableOf(profile), "url", url);
        _keys.Set(TableOf(profile), "token", token);
        _keys.Save(ownerOnly: true);
    }

    public bool ForgetKey(string profile)
    {
        var isRemoved = _keys.RemoveTable(TableOf(profile));
        _keys.Save(ownerOnly: true);
        return isRemoved;
    }

    private static string TableOf(string profile) => $"profiles.{profile}";
}
