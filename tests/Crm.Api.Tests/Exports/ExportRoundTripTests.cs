using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Exports;

/// <summary>What was exported and is imported as it is changes nothing, whatever the kind of record and the form of the file.</summary>
public sealed class ExportRoundTripTests(ExportRoundTripTests.Fixture fixture)
    : IClassFixture<ExportRoundTripTests.Fixture>
{
    private HttpClient Admin => fixture.Admin;

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        string[] resources =
        [
            "attribute-definitions",
            "cases",
            "customers",
            "interactions",
            "opportunities",
            "orders",
            "pipelines",
            "products",
            "quotes",
            "relationships",
            "teams",
            "users",
        ];
        foreach (var resource in resources)
        {
            foreach (var format in (string[])["csv", "ndjson", "xlsx"])
            {
                cases.Add(resource, format);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task An_export_imported_again_leaves_every_record_unchanged(string resource, string format)
    {
        var file = await Admin.ExportAsync(new { resource, format });

        var job = await Admin.ImportAsync(
            new
            {
                resource,
                mode = "update",
                matchOn = (string[])["id"],
            },
            file
        );

        var rows = (int)job["counts"]!["rowsRead"]!;
        Assert.True(
            rows > 0 && rows == (int)job["counts"]!["unchanged"]!,
            $"{job["counts"]} {job["error"]}\n{await DetailsAsync(job)}"
        );
    }

    private async Task<string> DetailsAsync(JsonObject job)
    {
        var lines = await Admin.GetJsonAsync($"/v1/jobs/{job.Text("id")}/lines?pageSize=500");
        return lines["items"]!.ToJsonString();
    }

    public sealed class Fixture : CrmFixture
    {
        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            await AddAttributesAsync();
            var team = await AddAsync("teams", """{"name": "Nord, \"Küste\"", "description": " =SUM(A1) "}""");
            var lead = await AddAsync(
                "users",
                $$"""{"name": "Lee Lead", "email": "lead@x.example", "teamId": "{{team}}"}"""
            );
            var user = await AddAsync(
                "users",
                $$"""{"name": "O'Neil 齿轮", "email": "oneil@x.example", "managerId": "{{lead}}", "language": "de"}"""
            );
            var product = await AddAsync(
                "products",
                """
                {"sku": "-12.50", "name": "_x000D_ <GTX> & Co", "description": "'=already guarded",
                 "prices": [{"amount": "12.50", "currency": "EUR"}, {"amount": "1500", "currency": "JPY"}]}
                """
            );
            var customer = await AddCustomersAsync(user);
            var pipeline = await Admin.GetJsonAsync("/v1/pipelines");
            var pipelineId = pipeline["items"]![0]!.Text("id");
            var opportunity = await AddAsync(
                "opportunities",
                $$"""
                {"name": "Deal with lines", "customerId": "{{customer}}", "ownerId": "{{user}}", "pipelineId": "{{pipelineId}}",
                 "expectedCloseDate": "2026-03-31",
                 "lines": [{"productId": "{{product}}", "quantity": 2.5, "unitPrice": {"amount": "12.50", "currency": "EUR"}, "discountPercent": 12.5}]}
                """
            );
            await AddAsync(
                "opportunities",
                $$"""{"name": "Deal with amount", "customerId": "{{customer}}", "amount": {"amount": "99.90", "currency": "EUR"}, "probability": 12.5}"""
            );
            string[] documents = ["quotes", "orders"];
            foreach (var document in documents)
            {
                await AddAsync(
                    document,
                    $$"""
                    {"customerId": "{{customer}}",
                     "lines": [{"productId": "{{product}}", "quantity": 1.5, "unitPrice": {"amount": "9.99", "currency": "EUR"}, "discountPercent": 10}]}
                    """
                );
            }

            var person = await AddAsync("customers", """{"kind": "person", "familyName": "Contact"}""");
            await AddAsync(
                "relationships",
                $$"""{"fromCustomerId": "{{person}}", "toCustomerId": "{{customer}}", "type": "contact"}"""
            );
            await AddAsync(
                "cases",
                $$"""{"customerId": "{{customer}}", "subject": "It\r\nbroke\t", "priority": "high", "assigneeId": "{{user}}"}"""
            );
            await AddAsync(
                "interactions",
                $$"""
                {"customerId": "{{customer}}", "channel": "email", "direction": "in", "subject": "+49 30 1", "body": "one\ntwo\r\nthree",
                 "occurredAt": "2026-01-31T09:30:00.123456Z", "durationSeconds": 61, "regarding": {"type": "opportunity", "id": "{{opportunity}}"} }
                """
            );
        }

        private async Task<string> AddAsync(string resource, string body) =>
            (await Admin.PostAsync($"/v1/{resource}", JsonNode.Parse(body)!)).Text("id");

        private async Task AddAttributesAsync()
        {
            foreach (var type in (string[])["text", "number", "date", "boolean"])
            {
                await AddAsync(
                    "attribute-definitions",
                    $$"""{"key": "my{{type}}", "name": "My {{type}}", "type": "{{type}}"}"""
                );
            }
        }

        private async Task<string> AddCustomersAsync(string owner)
        {
            var parent = await AddAsync("customers", """{"kind": "organization", "name": "=Acme, \"heavy\""}""");
            await AddAsync(
                "customers",
                """{"kind": "organization", "name": "@at", "description": "  blanks around \n"}"""
            );
            await AddAsync("customers", """{"kind": "person", "givenName": "Ana", "familyName": "Ćog-Ünlü"}""");
            return await AddAsync(
                "customers",
                $$"""
                {"kind": "organization", "name": "Full", "parentId": "{{parent}}", "ownerId": "{{owner}}", "category": "account",
                 "language": "en", "timeZone": "Europe/Berlin", "birthDate": "1890-04-01", "tags": ["vip", "a,b"],
                 "contactPoints": [{"channel": "phone", "value": "+49 30 1234567", "isPrimary": true, "verifyTime": "2026-01-31T09:30:00Z"}],
                 "addresses": [{"street": "1 Main St", "country": "US"}],
                 "externalIds": [{"system": "erp", "value": "0017"}],
                 "attributes": {"mytext": "0012", "mynumber": 12.50, "mydate": "2026-01-31", "myboolean": false} }
                """
            );
        }
    }
}
