using System.CommandLine;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Output;

namespace Crm.Cli.Config;

/// <summary>`crm config set url https://crm.example.com`.</summary>
internal sealed class SetConfigCommand : ToolCommand
{
    private readonly Argument<string> _name = new("name") { Description = "Name of the setting", HelpName = "NAME" };

    private readonly Argument<string> _value = new("value") { Description = "Its new value", HelpName = "VALUE" };

    public SetConfigCommand(CommandScope scope)
        : base("set", "Change a setting of a profile in the user's config.toml.")
    {
        Examples = ["crm config set url https://crm.example.com", "crm config set output json --profile ci"];
        _name.AcceptOnlyFromAmong([.. Settings.Names]);
        Arguments.Add(_name);
        Arguments.Add(_value);
        SetAction(parsed =>
        {
            var (name, value) = (parsed.GetRequiredValue(_name), parsed.GetRequiredValue(_value));
            RefuseWrong(name, value);
            var user = UserConfig.Read(scope.Shell);
            var profile = user.ProfileToChange(parsed.GetValue(scope.Options.Profile), scope.Shell);
            user.Set(profile, name, value);
            scope.Shell.Error.WriteLine($"Set {name} of profile {profile} in {user.Path}.");
            return (int)ExitCode.Ok;
        });
    }

    private static void RefuseWrong(string name, string value)
    {
        switch (name)
        {
            case "url":
                Settings.AddressOf(value);
                break;
            case "output" when OutputFormats.Parse(value) is null:
                throw Failure.Usage($"'{value}' is none of {string.Join(", ", OutputFormats.Names)}.");
            case "timeout" when Duration.Parse(value) is null:
                throw Failure.Usage($"'{value}' is not a duration such as 30s or 2m.");
        }
    }
}
