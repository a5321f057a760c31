using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Crm.Api.Tests.Imports.Sources;
using Crm.TestKit;

namespace Crm.Api.Tests.Imports;

/// <summary>Files that become records, with a ledger line for each row.</summary>
public sealed class ImportTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task Every_row_is_accounted_for_and_can_be_read_back()
    {
        var job = await Admin.ImportAsync(Organizations("create"), "name\nBetasoloin\nCancity\n");

        Assert.Equal("completed", job.Text("state"));
        Assert.Equal(2, (int)job["counts"]!["rowsRead"]!);
        Assert.Equal(2, (int)job["counts"]!["created"]!);
        Assert.Equal("2 created\n3 created", await Admin.LedgerAsync(job));
        Assert.Equal(2, await CountAsync("name = \"Betasoloin\" OR name = \"Cancity\""));
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing()
    {
        var csv = "name\nConecom\nCondax\n";
        await Admin.ImportAsync(Organizations("upsert", "name"), csv);

        var again = await Admin.ImportAsync(Organizations("upsert", "name"), csv);

        Assert.Equal(2, (int)again["counts"]!["unchanged"]!);
        Assert.Equal("2 unchanged\n3 unchanged", await Admin.LedgerAsync(again));
    }

    [Fact]
    public async Task A_changed_cell_updates_and_an_empty_one_leaves_alone()
    {
        var options = Organizations("upsert", "name", Column("source", "source"), Column("about", "description"));
        await Admin.ImportAsync(options, "name,source,about\nDambase,fair,old words\n");

        var job = await Admin.ImportAsync(options, "name,source,about\nDambase,web,\n");

        Assert.Equal("2 updated", await Admin.LedgerAsync(job));
        var found = await Admin.GetJsonAsync("/v1/customers?filter=name%3D\"Dambase\"");
        Assert.Equal("web", found["items"]![0]!.Text("source"));
        Assert.Equal("old words", found["items"]![0]!.Text("description"));
    }

    [Fact]
    public async Task A_row_may_refer_to_one_that_stands_below_it()
    {
        var options = Organizations("upsert", "name", Column("parent", "parentId", by: "name"));

        var job = await Admin.ImportAsync(
            options,
            "name,parent\nGrandchild Ltd,Child Ltd\nChild Ltd,Top Ltd\nTop Ltd,\n"
        );

        Assert.Equal("completed", job.Text("state"));
        Assert.Equal("2 created\n3 created\n4 created", await Admin.LedgerAsync(job));
        var child = await Admin.GetJsonAsync("/v1/customers?expand=parent&filter=name%3D\"Grandchild Ltd\"");
        Assert.Equal("Child Ltd", child["items"]![0]!["parent"]!.Text("name"));
    }

    [Fact]
    public async Task An_unknown_reference_is_rejected_with_the_nearest_name()
    {
        await Admin.ImportAsync(Organizations("create"), "name\nSonron\n");
        var options = Organizations("upsert", "name", Column("parent", "parentId", by: "name"));

        var job = await Admin.ImportAsync(options, "name,parent\nFaxquote,Sonnron\n");

        Assert.Equal("completedWithErrors", job.Text("state"));
        Assert.Equal("2 rejected unknown-reference", await Admin.LedgerAsync(job));
        Assert.Equal(
            "There is no customer with the name 'Sonnron'; did you mean 'Sonron'?",
            await Admin.FirstDetailAsync(job, "rejected")
        );
    }

    [Fact]
    public async Task An_alias_says_what_a_word_of_the_file_means()
    {
        await Admin.ImportAsync(Organizations("create"), "name\nGroovestreet\n");
        var parent = Column("parent", "parentId", by: "name");
        parent["aliases"] = new JsonObject { ["Groove St."] = "Groovestreet" };

        var job = await Admin.ImportAsync(Organizations("upsert", "name", parent), "name,parent\nInity,Groove St.\n");

        Assert.Equal("2 created", await Admin.LedgerAsync(job));
    }

    [Fact]
    public async Task A_key_that_comes_twice_in_the_file_is_a_duplicate_that_names_both_lines()
    {
        var job = await Admin.ImportAsync(Organizations("upsert", "name"), "name\nKan-code\nKinnamplus\nKan-code\n");

        Assert.Equal("2 created\n3 created\n4 duplicate duplicate-in-file", await Admin.LedgerAsync(job));
        Assert.Equal("Line 4 has the same name as line 2.", await Admin.FirstDetailAsync(job, "duplicate"));
    }

    [Fact]
    public async Task A_row_takes_nothing_from_its_neighbours()
    {
        var options = Organizations(
            "create",
            Column("mail", "contactPoints[0].value"),
            Constant("contactPoints[0].channel", "email")
        );

        await Admin.ImportAsync(options, "name,mail\nLexiqvolax,a@lexiq.example\nMathtouch,\n");

        var found = await Admin.GetJsonAsync("/v1/customers?filter=name%3D\"Mathtouch\"");
        Assert.Null(found["items"]![0]!["contactPoints"]);
    }

    [Fact]
    public async Task Bad_rows_are_rejected_and_the_others_come_in()
    {
        var options = Organizations("create", Column("founded", "birthDate"), Column("stage", "lifecycleStage"));
        var csv = """
            name,founded,stage
            Nam-zim,1999-02-30,customer
            Newex,1999-02-28,friend
            ,2001-01-01,lead
            Opentech,2001-01-01
            Plexzap,2001-01-01,Customer
            """;

        var job = await Admin.ImportAsync(options, csv);

        Assert.Equal(
            "2 rejected value-invalid\n3 rejected value-invalid\n4 rejected name-missing\n5 rejected ragged-row\n6 created",
            await Admin.LedgerAsync(job)
        );
    }

    [Fact]
    public async Task Line_numbers_count_lines_and_not_rows()
    {
        var job = await Admin.ImportAsync(
            Organizations("create", Column("about", "description")),
            "name,about\r\nRangreen,\"two\r\nlines\"\r\nRantouch,\"a \"\"quote\"\", and a comma\"\r\n"
        );

        Assert.Equal("2 created\n4 created", await Admin.LedgerAsync(job));
    }

    [Fact]
    public async Task Dates_decimals_and_letters_are_read_the_way_the_file_writes_them()
    {
        await Admin.PostAsync(
            "/v1/attribute-definitions",
            new
            {
                key = "turnover",
                name = "Turnover",
                type = "number",
            }
        );
        var options = Organizations(
            "create",
            Column("gegründet", "birthDate"),
            Column("Umsatz", "attributes.turnover")
        );
        options["format"] = new JsonObject
        {
            ["encoding"] = "windows-1252",
            ["delimiter"] = ";",
            ["decimal"] = ",",
            ["dateFormat"] = "dd.MM.yyyy",
        };
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

        var job = await Admin.ImportAsync(
            options,
            Encoding.GetEncoding(1252).GetBytes("name;gegründet;Umsatz\nScotfind Straßenbau;31.12.1998;1234,5\n")
        );

        Assert.Equal("2 created", await Admin.LedgerAsync(job));
        var found = await Admin.GetJsonAsync("/v1/customers?filter=name%3D\"Scotfind Straßenbau\"");
        Assert.Equal("1998-12-31", found["items"]![0]!.Text("birthDate"));
        Assert.Equal(1234.5m, (decimal)found["items"]![0]!["attributes"]!["turnover"]!);
    }

    [Fact]
    public async Task Dates_may_be_written_in_several_ways_and_digits_in_groups()
    {
        await Admin.PostAsync(
            "/v1/attribute-definitions",
            new
            {
                key = "employees",
                name = "Employees",
                type = "number",
            }
        );
        var options = Organizations("create", Column("born", "birthDate"), Column("staff", "attributes.employees"));
        options["format"] = new JsonObject
        {
            ["group"] = ".",
            ["dateFormats"] = new JsonArray("d.M.yyyy", "M/d/yyyy", "d MMM yyyy", "yyyyMMdd"),
        };
        var csv = """
            name;born;staff
            Ways A;3.12.1998;1.234
            Ways B;12/3/1998;1.234,0
            Ways C;3 Dec 1998;1234
            Ways D;19981203;+1.234
            Ways E;1998-12-03;1234,00
            Ways F;1998/12/03;1
            Ways G;3.12.1998;1.5
            """;

        var job = await Admin.ImportAsync(options, csv);

        Assert.Equal(
            "2 created\n3 created\n4 created\n5 created\n6 created\n7 rejected value-invalid\n8 rejected value-invalid",
            await Admin.LedgerAsync(job)
        );
        Assert.Equal(
            5,
            await CountAsync("name = \"Ways*\" AND birthDate = 1998-12-03 AND attributes.employees = 1234")
        );
    }

    [Fact]
    public async Task A_packed_file_says_what_was_found_out_about_it()
    {
        var job = await Admin.ImportAsync(
            Organizations("create"),
            SourceFile.Gzip("name;city\r\nZoomit;Rome"u8.ToArray())
        );

        Assert.Equal("2 created", await Admin.LedgerAsync(job));
        var findings = job["findings"]!;
        Assert.Equal("gzip", findings["compression"]!.Text("value"));
        Assert.Equal(";", findings["delimiter"]!.Text("value"));
        Assert.Equal("crlf", findings["lineEnd"]!.Text("value"));
        Assert.Equal("It divides 2 of the first 2 rows into 2 cells.", findings["delimiter"]!.Text("because"));
    }

    [Fact]
    public async Task A_row_that_breaks_a_rule_says_which_column_is_to_blame()
    {
        var job = await Admin.ImportAsync(
            Organizations(
                "create",
                Column("Street and number", "addresses[0].street"),
                Column("Land", "addresses[0].country")
            ),
            "name,Street and number,Land\nRuledix,1 Main Street,Atlantis\n"
        );

        var lines = await Admin.GetJsonAsync($"/v1/jobs/{job.Text("id")}/lines");
        Assert.Equal("Land", Assert.Single(lines["items"]!.AsArray())!.Text("field"));
    }

    [Fact]
    public async Task Lines_of_json_are_rows_too()
    {
        var job = await Admin.ImportAsync(
            Organizations("create", Column("about", "description")),
            "{\"name\":\"Jsonix\",\"about\":\"x\"}\n{\"name\":}\n{\"name\":\"Jsonic\"}\n{\"_end\":true,\"rows\":3}\n"
        );

        Assert.Equal("1 created\n2 rejected malformed-json\n3 created", await Admin.LedgerAsync(job));
    }

    [Theory]
    [InlineData("delimiter", "\"", "quote", "\"", "delimiter-invalid", "/format/delimiter")]
    [InlineData("decimal", ",", "group", ",", "group-is-decimal", "/format/group")]
    public async Task A_format_that_contradicts_itself_is_refused(
        string name,
        string value,
        string otherName,
        string otherValue,
        string code,
        string pointer
    )
    {
        var options = Organizations("create");
        options["format"] = new JsonObject { [name] = value, [otherName] = otherValue };

        using var answer = await Admin.SendImportAsync(options, "name\nx\n"u8.ToArray());

        var problem = await answer.ExpectProblemAsync(HttpStatusCode.UnprocessableEntity, code);
        Assert.Equal(pointer, problem.BlamedField());
    }

    [Fact]
    public async Task A_byte_order_mark_belongs_to_no_column()
    {
        byte[] file = [.. Encoding.UTF8.GetPreamble(), .. "name\nSilis\n"u8];

        var job = await Admin.ImportAsync(Organizations("create"), file);

        Assert.Equal("2 created", await Admin.LedgerAsync(job));
    }

    [Fact]
    public async Task A_byte_that_is_not_in_the_encoding_rejects_its_row_only()
    {
        byte[] file = [.. "name\nStan"u8, 0xff, .. "redtax\nStatholdings\n"u8];

        var job = await Admin.ImportAsync(Organizations("create"), file);

        Assert.Equal("2 rejected undecodable\n3 created", await Admin.LedgerAsync(job));
    }

    [Theory]
    [InlineData("", "file-empty")]
    [InlineData("title\nx\n", "column-missing")]
    [InlineData("name,name\nx,y\n", "column-repeated")]
    public async Task A_file_that_cannot_be_read_as_a_whole_fails_the_job_with_a_reason(string csv, string code)
    {
        var job = await Admin.ImportAsync(Organizations("create"), csv);

        Assert.Equal("failed", job.Text("state"));
        Assert.Equal(code, job["error"]!.Text("code"));
        Assert.Equal(0, (int)job["counts"]!["rowsRead"]!);
    }

    [Fact]
    public async Task A_header_without_rows_is_a_completed_job()
    {
        var job = await Admin.ImportAsync(Organizations("create"), "name\n");

        Assert.Equal("completed", job.Text("state"));
        Assert.Equal(0, (int)job["counts"]!["rowsRead"]!);
    }

    [Fact]
    public async Task Update_only_rejects_who_is_not_there_and_create_or_skip_leaves_alone_who_is()
    {
        await Admin.ImportAsync(Organizations("create"), "name\nStreethex\n");

        var update = await Admin.ImportAsync(Organizations("update", "name"), "name\nStreethex\nSumace\n");
        var skip = await Admin.ImportAsync(Organizations("createOrSkip", "name"), "name\nStreethex\nSunnamplex\n");

        Assert.Equal("2 unchanged\n3 rejected not-found", await Admin.LedgerAsync(update));
        Assert.Equal("2 unchanged skipped\n3 created", await Admin.LedgerAsync(skip));
    }

    [Fact]
    public async Task A_unique_value_that_comes_twice_costs_only_the_second_row()
    {
        var options = Organizations(
            "create",
            Column("id", "externalIds[0].value"),
            Constant("externalIds[0].system", "unique-test")
        );

        var job = await Admin.ImportAsync(options, "name,id\nTechimpossible,1\nToughzap,1\nTreequote,2\n");

        Assert.Equal("2 created\n3 duplicate duplicate-in-file\n4 created", await Admin.LedgerAsync(job));
    }

    [Theory]
    [InlineData("nothings", "name", "name", null, "unknown-resource", "/resource")]
    [InlineData("api-keys", "name", "name", null, "unknown-resource", "/resource")]
    [InlineData("customers", "nme", "name", null, "unknown-field", "/mapping/0/field")]
    [InlineData("customers", "name", "title", null, "unknown-key", "/matchOn/0")]
    [InlineData("customers", "name", "name", "email", "not-a-reference", "/mapping/0/by")]
    [InlineData("customers", "ownerId", "name", "shoeSize", "unknown-key", "/mapping/0/by")]
    public async Task What_could_never_work_is_refused_before_the_file_is_read(
        string resource,
        string field,
        string matchOn,
        string? by,
        string code,
        string pointer
    )
    {
        var options = new JsonObject
        {
            ["resource"] = resource,
            ["mode"] = "upsert",
            ["matchOn"] = new JsonArray(matchOn),
            ["mapping"] = new JsonArray(Column("name", field, by)),
        };

        using var answer = await Admin.SendImportAsync(options, "name\nx\n"u8.ToArray());

        var problem = await answer.ExpectProblemAsync(HttpStatusCode.UnprocessableEntity, code);
        Assert.Equal(pointer, problem.BlamedField());
    }

    [Fact]
    public async Task Importing_needs_the_scope_to_write_what_is_imported()
    {
        using var importer = await fixture.Server.WithScopesAsync("imports:run", "customers:read");

        using var answer = await importer.SendImportAsync(Organizations("create"), "name\nx\n"u8.ToArray());

        await answer.ExpectProblemAsync(HttpStatusCode.Forbidden, "scope-missing");
    }

    private async Task<int> CountAsync(string filter)
    {
        var page = await Admin.GetJsonAsync($"/v1/customers?includeTotal=true&filter={Uri.EscapeDataString(filter)}");
        return (int)page["totalSize"]!;
    }

    private static JsonObject Organizations(string mode, params JsonObject[] more) => Organizations(mode, null, more);

    private static JsonObject Organizations(string mode, string? matchOn, params JsonObject[] more) =>
        new()
        {
            ["resource"] = "customers",
            ["mode"] = mode,
            ["matchOn"] = matchOn is null ? null : new JsonArray(matchOn),
            ["mapping"] = new JsonArray([Column("name", "name"), Constant("kind", "organization"), .. more]),
        };

    private static JsonObject Column(string column, string field, string? by = null) =>
        new()
        {
            ["column"] = column,
            ["field"] = field,
            ["by"] = by,
        };

    private static JsonObject Constant(string field, string value) => new() { ["field"] = field, ["value"] = value };
}
