using System.Reflection;

namespace Crm.TestKit;

/// <summary>What <c>make migrate</c> does on a server, done in this process.</summary>
internal static class Migration
{
    public static async Task RunAsync(IEnumerable<(string Name, string Value)> settings)
    {
        string[] arguments = ["migrate", .. settings.AsArguments()];
        var main = typeof(Program).Assembly.EntryPoint!.DeclaringType!.GetMethod(
            "<Main>$",
            BindingFlags.NonPublic | BindingFlags.Static
        )!;
        if (await (Task<int>)main.Invoke(null, [arguments])! != 0)
        {
            throw new InvalidOperationException("The database could not be migrated.");
        }
    }
}
