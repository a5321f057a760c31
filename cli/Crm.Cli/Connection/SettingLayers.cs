namespace Crm.Cli.Connection;

/// <summary>The sources of settings, strongest first.</summary>
internal sealed class SettingLayers
{
    private const string ProjectFileName = ".crm.toml";

    private readonly Shell _shell;
    private readonly Flags _flags;
    private readonly UserConfig _user;
    private readonly TomlFile? _project;
    private readonly string _projectPath;
    private readonly List<Func<string, Setting?>> _layers;

    public SettingLayers(Shell shell, Flags flags, UserConfig user)
    {
        _shell = shell;
        _flags = flags;
        _user = user;
        _projectPath = FindProjectFile(shell.Folder) ?? "";
        _project = _projectPath.Length > 0 ? TomlFile.Read(_projectPath) : null;

        List<Func<string, Setting?>> own = [FromFlags, FromEnvironment, FromProject, FromUser];
        var naming = own.FindIndex(layer => layer("profile") is not null);
        own.Insert((naming < 0 ? own.Count - 1 : naming) + 1, FromProfile);
        _layers = own;
    }

    public Setting Profile() => Find("profile") ?? new Setting("profile", UserConfig.DefaultProfile, "default");

    public Setting? Find(string name) =>
        _layers.Select(layer => layer(name)).FirstOrDefault(setting => setting is not null);

    /// <summary>A stored key is used only for the address it was stored for, whatever a project file says.</summary>
    public Setting? FindToken(Uri address) =>
        Find("token") is not { } token ? null
        : token.Origin == StoredTokenOrigin(Profile().Value) && !IsStoredFor(address) ? null
        : token;

    private static string StoredTokenOrigin(string profile) => $"stored for profile {profile}";

    private static string? FindProjectFile(string folder)
    {
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
        {
            var candidate = Path.Combine(current.FullName, ProjectFileName);
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    private bool IsStoredFor(Uri address) =>
        _user.StoredKey(Profile().Value) is { } stored
        && Uri.Compare(
            Settings.AddressOf(stored.Url),
            address,
            UriComponents.SchemeAndServer,
            UriFormat.Unescaped,
            StringComparison.OrdinalIgnoreCase
        ) == 0;

    private Setting? FromFlags(string name) =>
        name switch
        {
            "profile" => Given(name, _flags.Profile, "--profile"),
            "url" => Given(name, _flags.Url, "--url"),
            "timeout" => Given(name, _flags.Timeout, "--timeout"),
            "output" => Given(name, _flags.Output, "--output"),
            "token" when _flags.TokenFile is { } file => Given(
                name,
                TokenText.Read(_shell, file),
                $"--token-file {file}"
            ),
            _ => null,
        };

    private Setting? FromEnvironment(string name)
    {
        var variable = $"CRM_{name.ToUpperInvariant()}";
        return Given(name, _shell.Variable(variable), variable);
    }

    /// <summary>A project file is shared with others and never holds a key.</summary>
    private Setting? FromProject(string name) =>
        name == "token" ? null : Given(name, _project?.Get("", name), _projectPath);

    private Setting? FromUser(string name) => name == "profile" ? Given(name, _user.CurrentProfile, _user.Path) : null;

    private Setting? FromProfile(string name)
    {
        // Asked for the profile's own name it has no say, or finding the profile would need the profile.
        if (name == "profile")
        {
            return null;
        }

        var profile = Profile().Value;
        return name == "token"
            ? Given(name, _user.StoredKey(profile)?.Token, StoredTokenOrigin(profile))
            : Given(name, _user.Get(profile, name), $"profile {profile} in {_user.Path}");
    }

    private static Setting? Given(string name, string? value, string origin) =>
        string.IsNullOrEmpty(value) ? null : new Setting(name, value, origin);
}
