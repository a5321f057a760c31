using Crm.Cli.Resources;

namespace Crm.Cli.Pipelines;

/// <summary>`crm pipelines`.</summary>
internal static class PipelineNoun
{
    public static Noun Noun { get; } =
        new("pipelines", "pipeline", "Sales pipelines and their stages.")
        {
            Verbs = Noun.PlainVerbs,
            Columns = ["id", "name", "isDefault", "stages.key"],
            ExampleFilter = "name = \"Sales\"",
            ExampleFields = "--file pipeline.json",
        };
}
