using Crm.Cli.Connection;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Cli.Tests.Connection;

public sealed class TomlFileTests : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public void What_is_set_is_read_again_whatever_it_holds() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<NonEmptyString>(),
                ArbMap.Default.ArbFor<string>(),
                (table, value) =>
                {
                    var text = new string([
                        .. (value ?? "").Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter)),
                    ]);
                    var name = new string([
                        .. table.Get.Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter)),
                        'x',
                    ]);
                    var path = Path.Combine(_terminal.Folder, "some.toml");
                    File.Delete(path);
                    var file = TomlFile.Read(path);
                    file.Set("", "top", text);
                    file.Set($"profiles.{name}", "url", text);
                    file.Set($"profiles.{name}", "url", text);
                    file.Save();

                    var read = TomlFile.Read(path);
                    return read.Get("", "top") == text
                        && read.Get($"profiles.{name}", "url") == text
                        && read.Tables().Single() == $"profiles.{name}";
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Comments_and_unknown_keys_survive_an_edit()
    {
        var path = _terminal.Write(
            "some.toml",
            """
            # my services
            profile = 'home' # the usual one

            [profiles.home]
            url = "http://old" # soon gone
            colour = true

            [profiles.work]
            url = "http://work"
            """
        );

        var file = TomlFile.Read(path);
        file.Set("profiles.home", "url", "http://new");
        file.Set("profiles.home", "timeout", "30s");
        file.Save();

        Assert.Equal(
            """
            # my services
            profile = 'home' # the usual one

            [profiles.home]
            url = "http://new"
            colour = true
            timeout = "30s"

            [profiles.work]
            url = "http://work"

            """,
            File.ReadAllText(path)
        );
    }

    [Fact]
    public void A_first_top_key_stands_before_the_tables()
    {
        var path = _terminal.Write("some.toml", "[profiles.home]\nurl = \"http://home\"\n");

        var file = TomlFile.Read(path);
        file.Set("", "profile", "home");
        file.Save();

        Assert.Equal("profile = \"home\"\n\n[profiles.home]\nurl = \"http://home\"\n", File.ReadAllText(path));
    }

    [Theory]
    [InlineData("url http://x")]
    [InlineData("[profiles")]
    [InlineData("url = \"open")]
    [InlineData("url = \"a\" b")]
    [InlineData("list = [1, 2]")]
    public void A_line_that_cannot_be_read_is_named(string line)
    {
        var path = _terminal.Write("some.toml", $"# first\n{line}\n");

        var failure = Assert.Throws<Failure>(() => TomlFile.Read(path));

        Assert.Equal(ExitCode.Usage, failure.ExitCode);
        Assert.Contains("line 2", failure.Message);
    }
}
