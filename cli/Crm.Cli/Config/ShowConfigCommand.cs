using System.CommandLine;
using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Resources;

namespace Crm.Cli.Config;

/// <summary>`crm config show --origin`.</summary>
internal sealed class ShowConfigCommand : ToolCommand
{
    private static readonly string[] Columns = ["name", "value"];

    private readonly Option<bool> _origin = new("--origin") { Description = "Say where each value comes from" };

    public ShowConfigCommand(CommandScope scope)
        : base("show", "Show the settings in effect; the key is masked.")
    {
        Examples = ["crm config show --origin"];
        Options.Add(_origin);
        Runs(
            scope,
            (session, parsed, _) =>
            {
                var hasOrigin = parsed.GetValue(_origin);
                string[] columns = hasOrigin ? [.. Columns, "origin"] : Columns;
                if (RecordOutput.Open(session, columns, () => columns) is not { } writer)
                {
                    return Task.FromResult(ExitCode.Ok);
                }

                foreach (var setting in session.Settings.All)
                {
                    var record = new JsonObject { ["name"] = setting.Name, ["value"] = Secrets.Mask(setting) };
                    if (hasOrigin)
                    {
                        record["origin"] = setting.Origin;
                    }

                    writer.WriteItem(record);
                }

                writer.EndList();
                return Task.FromResult(ExitCode.Ok);
            }
        );
    }
}
