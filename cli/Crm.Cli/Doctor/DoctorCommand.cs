using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;
using Crm.Cli.Resources;

namespace Crm.Cli.Doctor;

/// <summary>`crm doctor`: says in one go why the tool cannot work with the service, or that it can.</summary>
internal sealed class DoctorCommand : ToolCommand
{
    private static readonly string[] Columns = ["check", "ok", "detail"];

    public DoctorCommand(CommandScope scope)
        : base("doctor", "Check settings, reachability, clock, key and contract.")
    {
        Examples = ["crm doctor", "crm doctor --profile production --output json"];
        Runs(
            scope,
            async (session, _, cancellationToken) =>
            {
                if (RecordOutput.Open(session, Columns, () => Columns) is not { } writer)
                {
                    return ExitCode.Ok;
                }

                var isHealthy = true;
                await foreach (var check in new Checks(session, scope.Contract).RunAsync(cancellationToken))
                {
                    isHealthy &= check.IsOk;
                    writer.WriteItem(
                        new JsonObject
                        {
                            ["check"] = check.Name,
                            ["ok"] = check.IsOk,
                            ["detail"] = check.Detail,
                        }
                    );
                }

                writer.EndList();
                return isHealthy ? ExitCode.Ok : ExitCode.CheckFailed;
            }
        );
    }
}
