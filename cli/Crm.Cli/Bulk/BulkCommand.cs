using Crm.Cli.CommandLine;

namespace Crm.Cli.Bulk;

/// <summary>`crm bulk`: one change to all records a filter finds.</summary>
internal sealed class BulkCommand : GroupCommand
{
    public BulkCommand(CommandScope scope)
        : base("bulk", "Change or delete all records that a filter finds.", scope)
    {
        Add(new BulkUpdateCommand(scope));
        Add(new BulkDeleteCommand(scope));
    }
}
