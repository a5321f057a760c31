using Crm.Cli.CommandLine;

namespace Crm.Cli.Connection;

/// <summary>`crm logout`: forgets the key of a profile.</summary>
internal sealed class LogoutCommand : ToolCommand
{
    public LogoutCommand(CommandScope scope)
        : base("logout", "Forget the stored API key of a profile.")
    {
        Examples = ["crm logout", "crm logout --profile production"];
        SetAction(parsed =>
        {
            var user = UserConfig.Read(scope.Shell);
            var profile = user.ProfileToChange(parsed.GetValue(scope.Options.Profile), scope.Shell);
            scope.Shell.Error.WriteLine(
                user.ForgetKey(profile)
                    ? $"Forgot the key of profile {profile}."
                    : $"Profile {profile} has no stored key."
            );
            return (int)ExitCode.Ok;
        });
    }
}
