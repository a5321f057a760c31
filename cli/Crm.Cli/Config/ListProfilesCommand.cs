using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Resources;

namespace Crm.Cli.Config;

/// <summary>`crm config profiles`.</summary>
internal sealed class ListProfilesCommand : ToolCommand
{
    private static readonly string[] Columns = ["name", "current", "url", "hasKey"];

    public ListProfilesCommand(CommandScope scope)
        : base("profiles", "List the profiles.")
    {
        Examples = ["crm config profiles"];
        Runs(
            scope,
            (session, _, _) =>
            {
                var current = session.Settings.Profile.Value;
                var user = UserConfig.Read(session.Shell);
                if (RecordOutput.Open(session, Columns, () => Columns) is not { } writer)
                {
                    return Task.FromResult(ExitCode.Ok);
                }

                foreach (var profile in user.Profiles)
                {
                    writer.WriteItem(
                        new JsonObject
                        {
                            ["name"] = profile,
                            ["current"] = profile == current,
                            ["url"] = user.Get(profile, "url"),
                            ["hasKey"] = user.StoredKey(profile) is not null,
                        }
                    );
                }

                writer.EndList();
                return Task.FromResult(ExitCode.Ok);
            }
        );
    }
}
