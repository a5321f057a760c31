using System.CommandLine;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;

namespace Crm.Cli.Config;

/// <summary>`crm config use production`.</summary>
internal sealed class UseProfileCommand : ToolCommand
{
    private readonly Argument<string> _name = new("name") { Description = "Name of the profile", HelpName = "PROFILE" };

    public UseProfileCommand(CommandScope scope)
        : base("use", "Make a profile the current one.")
    {
        Examples = ["crm config use production"];
        Arguments.Add(_name);
        SetAction(parsed =>
        {
            var profile = parsed.GetRequiredValue(_name);
            var user = UserConfig.Read(scope.Shell);
            if (!user.HasProfile(profile))
            {
                throw Failure.Usage(
                    $"There is no profile '{profile}'.{DidYouMean.Question(user.Profiles, profile)}",
                    $"crm login --profile {profile} --url URL"
                );
            }

            user.Use(profile);
            scope.Shell.Error.WriteLine($"Profile {profile} is the current one now.");
            return (int)ExitCode.Ok;
        });
    }
}
