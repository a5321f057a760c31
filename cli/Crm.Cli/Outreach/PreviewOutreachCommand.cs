using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Crm.Cli.Campaigns;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Jobs;
using Crm.Cli.Output;
using Crm.Cli.Resources;

namespace Crm.Cli.Outreach;

/// <summary>`crm outreach preview CAMPAIGN`: counts and reasons, and the messages of the first few as they would leave.</summary>
internal sealed class PreviewOutreachCommand : RecordCommand
{
    private const int UsualSamples = 3;
    private const int MostSamples = 20;

    /// <summary>What people look at, a message below the other.</summary>
    private static readonly string[] Shown = ["address", "step", "language", "subject", "text", "missing"];

    private readonly Argument<string> _campaign = IdArgument.For(CampaignNoun.Noun);

    private readonly Option<int> _samples = new("--samples")
    {
        Description = $"How many messages to show (default {UsualSamples})",
        HelpName = "N",
        DefaultValueFactory = _ => UsualSamples,
    };

    public PreviewOutreachCommand(CommandScope scope)
        : base(
            "preview",
            "Count who would get a campaign and who not, and show the first messages. Exit code 8 when one has a hole."
        )
    {
        Examples = [$"crm outreach preview {CampaignNoun.Noun.ExampleId} --samples 5"];
        Arguments.Add(_campaign);
        Options.Add(_samples);
        _samples.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > MostSamples)
            {
                result.AddError(
                    string.Create(CultureInfo.InvariantCulture, $"--samples goes from 0 to {MostSamples}.")
                );
            }
        });
        Runs(
            scope,
            Shown,
            () => ["customerId", "address", "step", "language", "subject", "text", "html", "missing"],
            RunAsync
        );
    }

    private async Task<ExitCode> RunAsync(
        Session session,
        RecordWriter writer,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var id = parsed.GetRequiredValue(_campaign);
        var plan = PlanOutreachCommand.RequestFor(id) with { IdempotencyKey = IdempotencyKey.New(session.Shell.Clock) };
        var job = (await session.Client.SendAsync(plan, cancellationToken))!;
        LastJob.Remember(session.Shell, session.Settings, (string)job["id"]!);
        job = await new JobWatch(session).FollowAsync((string)job["id"]!, null, rows: null, cancellationToken);
        JobOutcome.RefuseUnfinished(job);
        var isWhole = true;
        await foreach (var message in SamplesAsync(id, job, parsed, session, cancellationToken))
        {
            isWhole &= message["missing"]!.AsArray().Count == 0;
            if (session.Output is { Format: OutputFormat.Table, Fields: null })
            {
                writer.WriteSingle(
                    FieldPath.Project(message, [.. Shown.Where(field => CellText.Of(message[field]).Length > 0)])
                );
            }
            else
            {
                writer.WriteItem(message);
            }
        }

        writer.EndList();
        await session.Shell.Out.FlushAsync(cancellationToken);
        var error = session.Shell.Error;
        await error.WriteLineAsync($"Planned: {JobCounts.InShort(job)}. Nothing has been sent.");
        await JobReasons.TellPlanAsync(job, error);
        if (JobCounts.Of(job, "created") > 0)
        {
            await error.WriteLineAsync($"Send it: {JobPlan.ApplyCommand(job)}");
        }

        return isWhole ? ExitCode.Ok : ExitCode.CheckFailed;
    }

    /// <summary>The first messages of the plan, rendered.</summary>
    private async IAsyncEnumerable<JsonNode> SamplesAsync(
        string campaign,
        JsonNode job,
        ParseResult parsed,
        Session session,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var wanted = parsed.GetValue(_samples);
        var lines = JobWatch.LinesRequest((string)job["id"]!, "created", "plan");
        await foreach (var line in session.Client.ListAsync(lines, wanted, cancellationToken))
        {
            var step = StepOf(line);
            var render = new ApiRequest(HttpMethod.Post, ApiRequest.PathOf("campaigns", campaign, "render"))
            {
                Content = ApiRequest.Json(new JsonObject { ["customerId"] = line["id"]!.DeepClone(), ["step"] = step }),
            };
            var message = (await session.Client.SendAsync(render, cancellationToken))!;
            message["customerId"] = line["id"]!.DeepClone();
            message["address"] = line["field"]?.DeepClone();
            message["step"] = step;
            yield return message;
        }
    }

    /// <summary>A plan's line says `step 2`, or `step 2, 2026`.</summary>
    private static int StepOf(JsonNode line) =>
        int.Parse(((string)line["detail"]!).Split(' ', ',')[1], CultureInfo.InvariantCulture);
}
