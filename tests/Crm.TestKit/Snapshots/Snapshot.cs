using Xunit;

namespace Crm.TestKit;

/// <summary>A verified file, and the received one that a difference leaves beside it.</summary>
internal sealed class Snapshot(string path, bool isAccepting)
{
    private readonly string _verified = $"{path}.verified.txt";
    private readonly string _received = $"{path}.received.txt";

    public async Task CompareAsync(string text)
    {
        var received = Normalise(text);
        var verified = File.Exists(_verified) ? Normalise(await File.ReadAllTextAsync(_verified)) : null;

        if (received != verified)
        {
            await File.WriteAllTextAsync(isAccepting ? _verified : _received, received);
            if (!isAccepting)
            {
                Assert.Fail(Difference(verified, received));
            }
        }

        File.Delete(_received);
    }

    private string Difference(string? verified, string received)
    {
        var name = Path.GetFileName(_verified);
        if (verified is null)
        {
            return $"{name} does not exist; `make snapshots` writes it from:\n{received}";
        }

        var (before, after) = (verified.Split('\n'), received.Split('\n'));
        var line = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"""
            {name} differs from line {line + 1} on; `make snapshots` accepts the new text.
            - {before.ElementAtOrDefault(line)}
            + {after.ElementAtOrDefault(line)}
            """;
    }

    private static string Normalise(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n') + '\n';
}
