using Crm.Torture;

// make torture SUITE="writers flush" ; --short, --seconds=N and --rows=N make the runs shorter, --seed=N repeats one.
var suites = new Dictionary<string, Func<Scale, Task>>
{
    ["writers"] = WritersSuite.RunAsync,
    ["flush"] = FlushSuite.RunAsync,
    ["two-processes"] = TwoProcessesSuite.RunAsync,
    ["imports"] = ImportsSuite.RunAsync,
    ["nodes"] = NodesSuite.RunAsync,
    ["disk"] = DiskSuite.RunAsync,
    ["outreach"] = OutreachSuite.RunAsync,
};
var scale = Scale.Of(args);
string[] wanted = [.. args.Where(argument => !argument.StartsWith("--", StringComparison.Ordinal))];
if (wanted.FirstOrDefault(name => !suites.ContainsKey(name)) is { } unknown)
{
    await Console.Error.WriteLineAsync($"There is no suite '{unknown}', only {string.Join(", ", suites.Keys)}.");
    return 2;
}

var failed = 0;
Console.WriteLine($"--seed={scale.Seed}");
foreach (var (name, run) in suites.Where(suite => wanted.Length == 0 || wanted.Contains(suite.Key)))
{
    Console.WriteLine($"{name}:");
    try
    {
        await run(scale);
        Console.WriteLine("  held");
    }
    catch (BrokenPromise broken)
    {
        failed++;
        Console.WriteLine($"  BROKEN: {broken.Message}");
    }
#pragma warning disable CA1031 // Whatever else goes wrong, the other suites run, and what this one started has been ended.
    catch (Exception failure)
#pragma warning restore CA1031
    {
        failed++;
        Console.WriteLine($"  BROKEN: {failure}");
    }
}

return failed == 0 ? 0 : 1;
