using System.CommandLine;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;

namespace Crm.Cli.Config;

/// <summary>`crm config get url`.</summary>
internal sealed class GetConfigCommand : ToolCommand
{
    private readonly Argument<string> _name = new("name") { Description = "Name of the setting", HelpName = "NAME" };

    public GetConfigCommand(CommandScope scope)
        : base("get", "Print the value of one setting.")
    {
        Examples = ["crm config get url"];
        _name.AcceptOnlyFromAmong(["profile", .. Settings.Names]);
        Arguments.Add(_name);
        Runs(
            scope,
            async (session, parsed, _) =>
            {
                var name = parsed.GetRequiredValue(_name);
                var setting = session.Settings.All.FirstOrDefault(setting => setting.Name == name);
                await session.Shell.Out.WriteAsync(setting is null ? "" : setting.Value + "\n");
                return ExitCode.Ok;
            }
        );
    }
}
