namespace Crm.Cli.CommandLine;

/// <summary>A command that only holds others; called alone it shows what it holds.</summary>
internal class GroupCommand : ToolCommand
{
    public GroupCommand(string name, string description, CommandScope scope)
        : base(name, description) =>
        SetAction(_ =>
        {
            new HelpWriter(scope.Shell.Out, scope.Shell.Width).Write(this);
            return (int)ExitCode.Ok;
        });
}
