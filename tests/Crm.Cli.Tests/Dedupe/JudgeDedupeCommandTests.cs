using System.Text.Json.Nodes;

namespace Crm.Cli.Tests.Dedupe;

public sealed class JudgeDedupeCommandTests : IDisposable
{
    private readonly Terminal _terminal = new();

    public JudgeDedupeCommandTests()
    {
        // Ada is there three times, and was found twice with Grace; Grace and Mary once.
        _terminal.Service.Answers(
            """
            {"items":[
                {"id":"a1","number":"CU-000001","externalIds":[{"system":"seed","value":"x1"}]},
                {"id":"a2","number":"CU-000002"},
                {"id":"a3","number":"CU-000003"},
                {"id":"b1","number":"CU-000004"},
                {"id":"c1","number":"CU-000005"}
            ]}
            """
        );
        _terminal.Service.Answers(
            """
            {"items":[
                {"cluster":1,"members":[
                    {"customer":{"id":"a1"},"autoCluster":1},
                    {"customer":{"id":"a2"},"autoCluster":1},
                    {"customer":{"id":"b1"}},
                    {"customer":{"id":"c1"}}
                ]}
            ]}
            """
        );
    }

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task Pairs_of_customers_that_the_truth_knows_are_counted_by_id_number_or_external_id()
    {
        Write("id,person", "x1,ada", "CU-000002,ada", "a3,ada", "b1,grace");

        var outcome = await _terminal.RunAsync("dedupe", "judge", "run-1", "--truth", "truth.csv");

        Assert.Equal((ExitCode.Ok, ""), (outcome.ExitCode, outcome.Error));
        var figures = JsonNode.Parse(outcome.Out)!;
        Assert.Equal((4, 3, 3), (Number("customers"), Number("truePairs"), Number("foundPairs")));
        Assert.Equal(
            (0.3333, 0.3333, 1, 0.3333),
            (Share("clusterPrecision"), Share("clusterRecall"), Share("autoMergePrecision"), Share("autoMergeRecall"))
        );

        int Number(string figure) => (int)figures[figure]!;
        double Share(string figure) => (double)figures[figure]!;
    }

    [Fact]
    public async Task Customers_of_the_truth_that_are_not_there_are_told_of()
    {
        Write("person,key", "ada,x1", "ada,x2", "ada,x3");

        var outcome = await _terminal.RunAsync(
            "dedupe",
            "judge",
            "run-1",
            "--truth",
            "truth.csv",
            "--id",
            "key",
            "--entity",
            "person"
        );

        Assert.Equal(ExitCode.Ok, outcome.ExitCode);
        Assert.Equal("2 of 3 customers of the truth are not there.\n", outcome.Error);
    }

    private void Write(params string[] lines) =>
        File.WriteAllLines(Path.Combine(_terminal.Project, "truth.csv"), lines);
}
