using System.Globalization;
using Crm.Benchmarks;
using Crm.Benchmarks.Bulk;
using Crm.Benchmarks.Dedupe;
using Crm.Benchmarks.Floor;
using Crm.Benchmarks.Outreach;

// make bench SUITE=http, with --customers=N, --rows=N, --seconds=N, --warmup=N behind it for smaller or longer runs.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case [FloorServer.Command, var databaseFile]:
        await FloorServer.RunAsync(databaseFile);
        return 0;
    case [EngineRun.Command, var customers]:
        EngineRun.Run(int.Parse(customers, CultureInfo.InvariantCulture));
        return 0;
    case [] or ["http", ..]:
        await HttpSuite.RunAsync(RunOptions.Of(args));
        return 0;
    case ["bulk", ..]:
        await ImportSuite.RunAsync(RunOptions.Of(args));
        return 0;
    case ["bulk-writes", ..]:
        await BulkSuite.RunAsync(RunOptions.Of(args));
        return 0;
    case ["dedupe", ..]:
        await DedupeSuite.RunAsync(RunOptions.Of(args));
        return 0;
    case ["outreach", ..]:
        await OutreachSuite.RunAsync(RunOptions.Of(args));
        return 0;
    default:
        await Console.Error.WriteLineAsync(
            $"There is no suite '{args[0]}', only http, bulk, bulk-writes, dedupe and outreach."
        );
        return 2;
}
