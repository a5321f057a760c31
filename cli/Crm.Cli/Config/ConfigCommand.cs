using Crm.Cli.CommandLine;

namespace Crm.Cli.Config;

/// <summary>`crm config`: what the settings are, where they come from, and how to change them.</summary>
internal sealed class ConfigCommand : GroupCommand
{
    public ConfigCommand(CommandScope scope)
        : base("config", "Show and change settings and profiles.", scope)
    {
        Add(new ShowConfigCommand(scope));
        Add(new GetConfigCommand(scope));
        Add(new SetConfigCommand(scope));
        Add(new ListProfilesCommand(scope));
        Add(new UseProfileCommand(scope));
    }
}
