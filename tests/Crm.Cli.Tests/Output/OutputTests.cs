using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Crm.Cli.Output;
using CsvHelper.Configuration;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Cli.Tests.Output;

public sealed class OutputTests : IDisposable
{
    private const string TwoCustomers = """
        {"items":[
          {"id":"1","number":"C-1","name":"Müller, \"Söhne\"\nGmbH","kind":"organisation","tags":["a","b"],"balance":{"amount":"12.50","currency":"EUR"}},
          {"id":"2","number":"C-2","name":"李雷","kind":"person","tags":[]}
        ]}
        """;

    private readonly Terminal _terminal = new();

    public OutputTests() => _terminal.Service.Answers(TwoCustomers);

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task A_pipe_gets_one_json_array_of_whole_records()
    {
        var outcome = await _terminal.RunAsync("customers", "list");

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(TwoCustomers)!["items"], JsonNode.Parse(outcome.Out)));
        Assert.Contains("李雷", outcome.Out);
        Assert.Equal("", outcome.Error);
    }

    [Fact]
    public async Task Ndjson_is_one_document_a_line()
    {
        var outcome = await _terminal.RunAsync("customers", "list", "--output", "ndjson");

        var lines = outcome.Out.TrimEnd('\n').Split('\n');
        Assert.Equal(["C-1", "C-2"], lines.Select(line => (string?)JsonNode.Parse(line)!["number"]));
    }

    [Fact]
    public async Task Csv_quotes_what_needs_it()
    {
        var outcome = await _terminal.RunAsync(
            "customers",
            "list",
            "--output",
            "csv",
            "--columns",
            "number,name,tags,balance,balance.amount"
        );

        Assert.Equal(
            "number,name,tags,balance,balance.amount\r\nC-1,\"Müller, \"\"Söhne\"\"\nGmbH\",\"a, b\",12.50 EUR,12.50\r\nC-2,李雷,,,\r\n",
            outcome.Out
        );
    }

    [Theory]
    [InlineData(true, "2026-01-31 09:30:00Z")]
    [InlineData(false, "2026-01-31T09:30:00.123456Z")]
    public async Task A_moment_is_short_in_a_table_and_exact_elsewhere(bool isTerminal, string shown)
    {
        using var terminal = new Terminal { IsTerminal = isTerminal };
        terminal.Service.Answers("""{"items":[{"updateTime":"2026-01-31T09:30:00.123456Z"}]}""");
        terminal.Variables["CRM_OUTPUT"] = isTerminal ? "table" : "csv";

        var outcome = await terminal.RunAsync("opportunities", "list", "--columns", "updateTime");

        Assert.Contains(shown, outcome.Out);
    }

    [Fact]
    public async Task An_error_has_no_control_characters_and_says_nothing_twice()
    {
        using var terminal = new Terminal();
        terminal.Service.AnswersProblem(
            HttpStatusCode.BadRequest,
            "required",
            "The \\u001b[31mname\\u0007 is missing.",
            ""","errors":[{"pointer":"/name","code":"required","detail":"The \u001b[31mname\u0007 is missing."}]"""
        );

        var outcome = await terminal.RunAsync("customers", "get", "C-1");

        Assert.Equal("  /name: The  [31mname  is missing. (required)", outcome.Error.Split('\n')[1]);
        Assert.DoesNotContain("missing", outcome.Error.Split('\n')[2]);
    }

    [Fact]
    public async Task A_csv_without_header_has_only_rows() =>
        Assert.Equal(
            "C-1\r\nC-2\r\n",
            (await _terminal.RunAsync("customers", "list", "-o", "csv", "--columns", "number", "--no-header")).Out
        );

    [Fact]
    public async Task A_terminal_gets_a_table_without_control_characters()
    {
        _terminal.IsTerminal = true;

        var outcome = await _terminal.RunAsync("customers", "list", "--columns", "number,name");

        Assert.Equal(
            """

             number  name
            ───────────────────────────────
             C-1     Müller, "Söhne" GmbH
             C-2     李雷


            """,
            string.Join('\n', outcome.Out.Split('\n').Select(line => line.TrimEnd()))
        );
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(100)]
    public async Task Ids_that_do_not_fit_beside_each_other_take_nothing_from_the_rest(int width)
    {
        using var terminal = new Terminal { IsTerminal = true, Width = width };
        var id = Guid.Empty.ToString();
        terminal.Service.Answers(
            $$"""{"items":[{"id":"{{id}}","customerId":"{{id}}","ownerId":"{{id}}","state":"open"}]}"""
        );

        var outcome = await terminal.RunAsync("cases", "list", "--columns", "id,customerId,ownerId,state");

        Assert.Contains($" {id} ", outcome.Out);
        Assert.Contains(" open ", outcome.Out);
        Assert.DoesNotContain("…", outcome.Out);
    }

    [Fact]
    public async Task One_record_shows_the_members_of_what_it_holds_by_their_paths()
    {
        using var terminal = new Terminal { IsTerminal = true };
        terminal.Service.Answers(
            """{"number":"C-1","balance":{"amount":"12.50","currency":"EUR"},"attributes":{"sector":"retail","sizes":[1,2]}}"""
        );

        var outcome = await terminal.RunAsync("customers", "get", "C-1");

        Assert.Equal(
            ["number C-1", "balance 12.50 EUR", "attributes.sector retail", "attributes.sizes 1, 2"],
            outcome
                .Out.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(line => Regex.Replace(line, " {2,}", " "))
        );
    }

    [Fact]
    public async Task Json_takes_only_the_fields_it_is_asked_for_and_asks_the_service_for_no_more()
    {
        var outcome = await _terminal.RunAsync("customers", "list", "--json", "number,balance.amount");

        Assert.Equal(
            """[{"number":"C-1","balance.amount":"12.50"},{"number":"C-2","balance.amount":null}]""",
            JsonText.Compact(JsonNode.Parse(outcome.Out))
        );
        Assert.Contains("fields=number%2Cbalance.amount", _terminal.Service.Request.Target);
    }

    [Fact]
    public async Task A_bare_json_lists_the_fields_of_the_contract()
    {
        var outcome = await _terminal.RunAsync("customers", "list", "--json");

        Assert.Equal("id\nnumber\nname\nkind\nbalance\ntags\netag\n", outcome.Out);
        Assert.Empty(_terminal.Service.Requests);
    }

    [Fact]
    public async Task An_unknown_field_is_refused_before_anything_is_sent()
    {
        var outcome = await _terminal.RunAsync("customers", "list", "--columns", "nmae");

        Assert.Equal(ExitCode.Usage, outcome.ExitCode);
        Assert.Contains("Did you mean name?", outcome.Error);
        Assert.Empty(_terminal.Service.Requests);
    }

    [Theory]
    [InlineData("TERM", "xterm", "", true)]
    [InlineData("TERM", "dumb", "", false)]
    [InlineData("NO_COLOR", "1", "", false)]
    [InlineData("CLICOLOR_FORCE", "1", "", true)]
    [InlineData("CLICOLOR_FORCE", "1", "--no-color", false)]
    public async Task Colours_follow_the_terminal_and_the_user(
        string variable,
        string value,
        string flag,
        bool isColoured
    )
    {
        _terminal.IsTerminal = true;
        _terminal.Variables["TERM"] = variable == "NO_COLOR" ? "xterm" : "dumb";
        _terminal.Variables[variable] = value;

        var outcome = await _terminal.RunAsync([
            .. "customers list --columns name".Split(' '),
            .. flag.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        ]);

        Assert.Equal(isColoured, outcome.Out.Contains('\e'));
    }

    [Theory]
    [InlineData("json", "[]\n")]
    [InlineData("ndjson", "")]
    [InlineData("csv", "number,name\r\n")]
    [InlineData("table", "")]
    public async Task An_empty_list_is_empty_in_every_format(string format, string expected)
    {
        using var terminal = new Terminal();
        terminal.Service.Answers("""{"items":[]}""");

        Assert.Equal(
            expected,
            (await terminal.RunAsync("customers", "list", "-o", format, "--columns", "number,name")).Out
        );
    }

    [Fact]
    public void Csv_cells_are_read_back_as_they_were_but_for_a_guard() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<string[]>(),
                cells =>
                {
                    string[] values = [.. cells.Select(cell => cell ?? ""), "end"];
                    string[] columns = [.. values.Select((_, index) => $"c{index}")];
                    var record = new JsonObject(
                        columns.Zip(values, (column, value) => KeyValuePair.Create(column, (JsonNode?)value))
                    );
                    using var output = new StringWriter();
                    new Crm.Cli.Output.CsvWriter(output, columns, hasHeader: false).WriteItem(record);
                    using var reader = new CsvHelper.CsvParser(
                        new StringReader(output.ToString()),
                        new CsvConfiguration(System.Globalization.CultureInfo.InvariantCulture)
                        {
                            HasHeaderRecord = false,
                        }
                    );
                    reader.Read();
                    return reader
                        .Record!.Zip(values)
                        .All(pair => pair.First == pair.Second || pair.First == $"'{pair.Second}");
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@now", "'@now")]
    [InlineData("+49 30 1234", "'+49 30 1234")]
    [InlineData("-5.5", "-5.5")]
    [InlineData("'=1+1", "''=1+1")]
    [InlineData("'tis", "'tis")]
    public void Csv_keeps_spreadsheets_from_running_what_is_text(string value, string cell)
    {
        using var output = new StringWriter();

        new Crm.Cli.Output.CsvWriter(output, ["c"], hasHeader: false).WriteItem(new JsonObject { ["c"] = value });

        Assert.Equal($"{cell}\r\n", output.ToString());
    }
}
