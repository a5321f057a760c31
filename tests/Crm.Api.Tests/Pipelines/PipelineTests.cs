using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Pipelines;

/// <summary>Pipelines over HTTP.</summary>
public sealed class PipelineTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task A_new_installation_has_a_default_pipeline()
    {
        await using var server = await CrmServer.StartAsync();

        var found = await server.Admin.GetJsonAsync("/v1/pipelines?filter=isDefault = true");

        var sales = Assert.Single(found["items"]!.AsArray())!;
        Assert.Equal("Sales", sales.Text("name"));
        Assert.Equal(
            ["prospecting 10 open", "engaging 30 open", "proposal 60 open", "won 100 won", "lost 0 lost"],
            sales["stages"]!
                .AsArray()
                .Select(stage => $"{stage!.Text("key")} {stage!["probability"]} {stage!.Text("kind")}")
        );
    }

    [Fact]
    public async Task Another_default_takes_the_place_of_the_old_one_which_cannot_just_cease_to_be_it()
    {
        await using var server = await CrmServer.StartAsync();
        var admin = server.Admin;
        var sales = (await admin.GetJsonAsync("/v1/pipelines"))["items"]![0]!;

        var refused = await admin.PatchAsync(
            $"/v1/pipelines/{sales.Text("id")}",
            new { isDefault = false },
            HttpStatusCode.Conflict
        );
        var other = await admin.PostAsync("/v1/pipelines", Form("Partners", isDefault: true));

        Assert.Equal("pipeline-is-default", refused.Text("code"));
        Assert.True((bool)other["isDefault"]!);
        Assert.False((bool)(await admin.GetJsonAsync($"/v1/pipelines/{sales.Text("id")}"))["isDefault"]!);
    }

    [Fact]
    public async Task The_default_pipeline_cannot_be_deleted()
    {
        var sales = (await Admin.GetJsonAsync("/v1/pipelines?filter=isDefault = true"))["items"]![0]!;

        using var answer = await Admin.DeleteAsync(new Uri($"/v1/pipelines/{sales.Text("id")}", UriKind.Relative));

        await answer.ExpectProblemAsync(HttpStatusCode.Conflict, "pipeline-is-default");
    }

    [Fact]
    public async Task A_stage_with_opportunities_in_it_neither_goes_nor_changes_its_kind_nor_does_the_pipeline_go()
    {
        var pipeline = await Admin.PostAsync("/v1/pipelines", Form("In use"));
        var path = $"/v1/pipelines/{pipeline.Text("id")}";
        await Admin.PostAsync("/v1/opportunities", new { name = "Deal", pipelineId = pipeline.Text("id") });

        foreach (var stages in new[] { Stages("other", "open"), Stages("talking", "lost", extraOpen: true) })
        {
            var refused = await Admin.PatchAsync(path, new { stages }, HttpStatusCode.Conflict);
            Assert.Equal("stage-in-use", refused.Text("code"));
        }

        using var deleted = await Admin.DeleteAsync(new Uri(path, UriKind.Relative));
        await deleted.ExpectProblemAsync(HttpStatusCode.Conflict, "pipeline-in-use");
    }

    [Fact]
    public async Task Stages_without_opportunities_can_be_changed_at_will()
    {
        var pipeline = await Admin.PostAsync("/v1/pipelines", Form("Empty"));

        var changed = await Admin.PatchAsync(
            $"/v1/pipelines/{pipeline.Text("id")}",
            new { stages = Stages("visiting", "open") }
        );

        Assert.Equal("visiting", changed["stages"]![0]!.Text("key"));
    }

    [Fact]
    public async Task A_name_is_unique_outside_the_trash()
    {
        var first = await Admin.PostAsync("/v1/pipelines", Form("Twice"));

        var refused = await Admin.PostAsync("/v1/pipelines", Form("Twice"), HttpStatusCode.Conflict);
        await Admin.DeleteAsync($"/v1/pipelines/{first.Text("id")}", HttpStatusCode.NoContent);
        await Admin.PostAsync("/v1/pipelines", Form("Twice"));

        Assert.Equal("duplicate", refused.Text("code"));
        Assert.Equal("/name", refused.BlamedField());
    }

    [Theory]
    [InlineData("stage-kind-missing", "open", "open", 10)]
    [InlineData("probability-fixed", "won", "lost", 50)]
    [InlineData("probability-missing", "won", "lost", null)]
    public async Task Stages_that_make_no_sense_are_refused(string code, string second, string third, int? probability)
    {
        var refused = await Admin.PostAsync(
            "/v1/pipelines",
            new
            {
                name = code,
                stages = new object[]
                {
                    Stage("first", "open", code == "probability-missing" ? null : 10),
                    Stage("second", second, probability),
                    Stage("third", third, third == "open" ? 10 : null),
                },
            },
            HttpStatusCode.UnprocessableEntity
        );

        Assert.Equal(code, refused.Text("code"));
    }

    private static object Form(string name, bool isDefault = false) =>
        new
        {
            name,
            isDefault,
            stages = Stages("talking", "open"),
        };

    private static List<object> Stages(string key, string kind, bool extraOpen = false)
    {
        List<object> stages = [Stage(key, kind, kind == "open" ? 20 : null)];
        if (extraOpen)
        {
            stages.Add(Stage("extra", "open", 10));
        }

        stages.AddRange([Stage("won", "won", null), Stage("lost", "lost", 0)]);
        return stages;
    }

    private static JsonObject Stage(string key, string kind, int? probability) =>
        new()
        {
            ["key"] = key,
            ["name"] = key,
            ["kind"] = kind,
            ["probability"] = probability,
        };
}
