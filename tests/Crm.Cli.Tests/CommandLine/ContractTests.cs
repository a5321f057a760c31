using System.CommandLine;
using System.CommandLine.Parsing;
using Crm.Cli.CommandLine;
using Crm.Cli.Contracts;
using Crm.Cli.Jobs;
using Crm.Cli.Resources;

namespace Crm.Cli.Tests.CommandLine;

/// <summary>The tool against the contract it carries: nothing it offers may be missing there.</summary>
public sealed class ContractTests : IDisposable
{
    private static readonly Contract Carried = new(Crm.Cli.Shell.OfProcess().OpenContract);

    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    public static TheoryData<string> NounNames => [.. All.Select(noun => noun.Name)];

    private static IEnumerable<Noun> All => [.. Crm.Cli.Resources.Nouns.All, JobNoun.Noun];

    [Theory]
    [MemberData(nameof(NounNames))]
    public void A_nouns_verbs_are_operations_of_the_contract(string name)
    {
        var noun = NounOf(name);

        var operations = noun
            .Verbs.Select(verb => Operation(verb, noun))
            .Concat(noun.OwnVerbs.Select(verb => (verb.Method, verb.Path)));
        Assert.All(operations, operation => Assert.True(Carried.Has(operation.Method, operation.Path), $"{operation}"));
    }

    [Theory]
    [MemberData(nameof(NounNames))]
    public void A_nouns_columns_are_fields_of_its_records(string name)
    {
        var noun = NounOf(name);
        var fields = Carried.AnswerFields(noun.RecordPath);

        Assert.All(noun.Columns, column => Assert.Contains(column.Split('.')[0], fields));
    }

    /// <summary>Placeholders in an example stand for what a person would write there, so they are words like any other.</summary>
    [Fact]
    public void Every_example_parses()
    {
        var shell = _terminal.Shell(TextWriter.Null, TextWriter.Null) with
        {
            OpenContract = Crm.Cli.Shell.OfProcess().OpenContract,
        };
        var root = CrmCommand.Create(shell, Mentions.Everything);

        Assert.Empty(
            Below(root)
                .OfType<ToolCommand>()
                .SelectMany(command => command.Examples)
                .Select(example => (Example: example, Wrong: root.Parse(WordsOf(example), CrmTool.Parsing).Errors))
                .Where(parsed => parsed.Wrong.Count > 0)
                .Select(parsed => $"{parsed.Example}: {parsed.Wrong[0].Message}")
        );
    }

    private static Noun NounOf(string name) => All.Single(noun => noun.Name == name);

    private static (HttpMethod Method, string Path) Operation(Verb verb, Noun noun) =>
        verb switch
        {
            Verb.List => (HttpMethod.Get, noun.Path),
            Verb.Get => (HttpMethod.Get, noun.RecordPath),
            Verb.Create => (HttpMethod.Post, noun.Path),
            Verb.Update => (HttpMethod.Patch, noun.RecordPath),
            Verb.Delete => (HttpMethod.Delete, noun.RecordPath),
            Verb.Undelete => (HttpMethod.Post, $"{noun.RecordPath}/undelete"),
            Verb.Upsert => (HttpMethod.Post, $"{noun.Path}/upsert"),
            Verb.Batch => (HttpMethod.Post, $"{noun.Path}/batch"),
        };

    private static IEnumerable<Command> Below(Command command) => [command, .. command.Subcommands.SelectMany(Below)];

    /// <summary>The words of the tool's own part of a shell line: after a pipe into it, before a redirection or pipe out of it.</summary>
    private static string[] WordsOf(string example)
    {
        // The splitter knows double quotes only; ours inside single quotes become a character no example has.
        var parts = example.Split('\'');
        var line = string.Concat(
            parts.Select(
                (part, index) =>
                    index % 2 == 0
                        ? part
                        : $"\"{part.Replace('"', '\u0001').Replace('|', '\u0002').Replace('>', '\u0003').Replace('<', '\u0004')}\""
            )
        );
        line = line.Split('|').Single(segment => segment.TrimStart().StartsWith("crm ", StringComparison.Ordinal));
        return
        [
            .. CommandLineParser
                .SplitCommandLine(line.Split([" > ", " >> ", " < "], StringSplitOptions.None)[0])
                .Skip(1)
                .Select(word =>
                    word.Replace('\u0001', '"').Replace('\u0002', '|').Replace('\u0003', '>').Replace('\u0004', '<')
                ),
        ];
    }
}
