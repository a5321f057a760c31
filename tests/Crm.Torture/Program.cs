using Crm.Torture;

// make torture SUITE="writers flush" ; --short and --seconds=N make the runs shorter.
var suites = new Dictionary<string, Func<Scale, Task>>
{
    ["writers"] = WritersSuite.RunAsync,
    ["flush"] = FlushSuite.RunAsync,
    ["two-processes"] = TwoProcessesSuite.RunAsync,
};
var scale = Scale.Of(args);
string[] wanted = [.. args.Where(argument => !argument.StartsWith("--", StringComparison.Ordinal))];
if (wanted.FirstOrDefault(name => !suites.ContainsKey(name)) is { } unknown)
{
    await Console.Error.WriteLineAsync($"There is no suite '{unknown}', only {string.Join(", ", suites.Keys)}.");
    return 2;
}

var failed = 0;
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
}

return failed == 0 ? 0 : 1;
