using Crm.Api.Data;
using Crm.Api.Filters;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Crm.Api.Opportunities;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Pipelines;

/// <summary>Pipelines as a resource.</summary>
internal sealed class PipelineResource : Resource<Pipeline, PipelineForm, PipelineResponse>
{
    public override string Kind => "pipeline";

    public override string Plural => "pipelines";

    public override FieldTable<Pipeline> Fields { get; } =
        new FieldTable<Pipeline>()
            .Id("id", pipeline => pipeline.Id)
            .Text("name", pipeline => pipeline.Name, pipeline => pipeline.NameSort)
            .Flag("isDefault", pipeline => pipeline.IsDefault)
            .Many(
                "stages",
                pipeline => pipeline.Stages,
                new FieldTable<PipelineStage>()
                    .Text("key", stage => stage.Key)
                    .Text("name", stage => stage.Name)
                    .Choice("kind", stage => stage.Kind)
                    .Scaled("probability", stage => stage.ProbabilityUnits, Scaled.Scale)
            )
            .Time("createTime", pipeline => pipeline.CreateTime)
            .Time("updateTime", pipeline => pipeline.UpdateTime)
            .Time("deleteTime", pipeline => pipeline.DeleteTime);

    public override IReadOnlyList<MatchKey<Pipeline, PipelineForm>> Keys { get; } =
    [
        MatchKey.OfName<Pipeline, PipelineForm>(
            form => form.Name?.Trim(),
            pipeline => pipeline.Name,
            pipeline => pipeline.NameSort
        ),
    ];

    public override IQueryable<Pipeline> WithParts(IQueryable<Pipeline> query) =>
        query.Include(pipeline => pipeline.Stages);

    public override PipelineForm ToForm(Pipeline entity) =>
        new()
        {
            Name = entity.Name,
            IsDefault = entity.IsDefault,
            Stages = StagesOf(entity),
        };

    public override PipelineResponse ToResponse(Pipeline entity)
    {
        var response = new PipelineResponse
        {
            Name = entity.Name,
            IsDefault = entity.IsDefault,
            Stages = StagesOf(entity),
        };
        response.Describe(entity);
        return response;
    }

    public override async Task FillAsync(
        Pipeline entity,
        PipelineForm form,
        Work work,
        CancellationToken cancellationToken
    )
    {
        await CheckStagesInUseAsync(entity, form.Stages!, work, cancellationToken);
        await ChooseDefaultAsync(entity, form.IsDefault, work, cancellationToken);
        entity.NameIt(form.Name!);
        FillStages(entity, form.Stages!);
        entity.CheckStages();
    }

    public override async Task CheckDeleteAsync(Pipeline entity, Work work, CancellationToken cancellationToken)
    {
        if (entity.IsDefault)
        {
            throw RuleBroken.State("pipeline-is-default", "Make another pipeline the default first.");
        }

        // Those in the trash count: they may come back.
        var opportunities = work.QueryWithTrash<Opportunity>();
        if (await opportunities.AnyAsync(opportunity => opportunity.PipelineId == entity.Id, cancellationToken))
        {
            throw RuleBroken.State("pipeline-in-use", "There are opportunities in this pipeline.");
        }
    }

    private static void FillStages(Pipeline pipeline, IReadOnlyList<PipelineStageForm> stages)
    {
        var keys = stages.Select(stage => stage.Key!).ToList();
        if (keys.Distinct(StringComparer.Ordinal).Count() < keys.Count)
        {
            throw RuleBroken.Invalid("duplicate-in-list", "Two stages have the same key.", "/stages");
        }

        Parts.SyncByKey(
            pipeline.Stages,
            stages,
            stage => stage.Key,
            form => form.Key!,
            (stage, form) =>
            {
                stage.Key = form.Key!;
                stage.Name = form.Name!.Trim();
                stage.Kind = form.Kind!.Value;
                stage.Position = keys.IndexOf(stage.Key);
                stage.Expect(form.Probability, $"/stages/{stage.Position}/probability");
            }
        );
    }

    /// <summary>A stage with opportunities in it, even trashed ones, stays what it is: they would lose their place or their outcome.</summary>
    private static async Task CheckStagesInUseAsync(
        Pipeline pipeline,
        IReadOnlyList<PipelineStageForm> wanted,
        Work work,
        CancellationToken cancellationToken
    )
    {
        foreach (var stage in pipeline.Stages)
        {
            var stays = wanted.Any(form => form.Key == stage.Key && form.Kind == stage.Kind);
            if (
                !stays
                && await work.QueryWithTrash<Opportunity>()
                    .AnyAsync(
                        opportunity => opportunity.PipelineId == pipeline.Id && opportunity.Stage == stage.Key,
                        cancellationToken
                    )
            )
            {
                throw RuleBroken.State(
                    "stage-in-use",
                    $"There are opportunities in the stage '{stage.Key}': it can neither go nor change its kind.",
                    "/stages"
                );
            }
        }
    }

    /// <summary>There is always one default: it moves, but never goes. Its version lets only one of two such moves through.</summary>
    private static async Task ChooseDefaultAsync(
        Pipeline pipeline,
        bool isDefault,
        Work work,
        CancellationToken cancellationToken
    )
    {
        if (isDefault == pipeline.IsDefault)
        {
            return;
        }

        if (!isDefault)
        {
            throw RuleBroken.State(
                "pipeline-is-default",
                "Make another pipeline the default; then this one ceases to be it.",
                "/isDefault"
            );
        }

        var before = await work.Query<Pipeline>().FirstOrDefaultAsync(other => other.IsDefault, cancellationToken);
        before?.IsDefault = false;
        pipeline.IsDefault = true;
    }

    private static IReadOnlyList<PipelineStageForm> StagesOf(Pipeline pipeline) =>
        [
            .. pipeline.StagesInOrder.Select(stage => new PipelineStageForm
            {
                Key = stage.Key,
                Name = stage.Name,
                Kind = stage.Kind,
                Probability = Scaled.FromUnits(stage.ProbabilityUnits),
            }),
        ];
}
