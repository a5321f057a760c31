using Crm.TestKit;
using Xunit.Sdk;

namespace Crm.Data.Tests.TestKit;

public sealed class SnapshotTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-snapshots-");

    private string Verified => Path.Combine(_folder.FullName, "Test.Method.verified.txt");

    private string Received => Path.Combine(_folder.FullName, "Test.Method.received.txt");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public Task The_snapshot_of_this_test_stands_beside_it() =>
        Verifier.Verify(new { Text = "grün", Lines = new[] { 1, 2 } });

    [Fact]
    public async Task A_missing_snapshot_fails_and_leaves_what_was_received()
    {
        await Assert.ThrowsAsync<FailException>(() => CompareAsync("new"));

        Assert.Equal("new\n", await File.ReadAllTextAsync(Received));
        Assert.False(File.Exists(Verified));
    }

    [Fact]
    public async Task A_difference_names_its_first_line_and_keeps_the_snapshot()
    {
        await File.WriteAllTextAsync(Verified, "same\nold\n");

        var failure = await Assert.ThrowsAsync<FailException>(() => CompareAsync("same\nnew"));

        Assert.Contains("from line 2 on", failure.Message, StringComparison.Ordinal);
        Assert.Equal("same\nold\n", await File.ReadAllTextAsync(Verified));
        Assert.Equal("same\nnew\n", await File.ReadAllTextAsync(Received));
    }

    [Fact]
    public async Task Equal_text_removes_an_old_received_file_whatever_its_line_ends()
    {
        await File.WriteAllTextAsync(Verified, "a\r\nb");
        await File.WriteAllTextAsync(Received, "old");

        await CompareAsync("a\nb\n");

        Assert.False(File.Exists(Received));
    }

    [Fact]
    public async Task Accepting_rewrites_the_snapshot()
    {
        await File.WriteAllTextAsync(Verified, "old\n");

        await CompareAsync("new", isAccepting: true);

        Assert.Equal("new\n", await File.ReadAllTextAsync(Verified));
        Assert.False(File.Exists(Received));
    }

    private Task CompareAsync(string text, bool isAccepting = false) =>
        new Snapshot(Path.Combine(_folder.FullName, "Test.Method"), isAccepting).CompareAsync(text);
}
