using System.CommandLine;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Output;

namespace Crm.Cli.Jobs;

/// <summary>`crm jobs results`: the rows of a job's input with what became of them; the failed ones can be corrected and sent again.</summary>
internal sealed class GetJobResultsCommand : ToolCommand
{
    private readonly (string Part, Option<bool> Option)[] _parts =
    [
        ("failed", new("--failed") { Description = "Rejected rows and duplicates (default)" }),
        ("succeeded", new("--succeeded") { Description = "Rows that came in, or were there already" }),
        ("unprocessed", new("--unprocessed") { Description = "Rows that were left alone" }),
    ];

    public GetJobResultsCommand(CommandScope scope)
        : base("results", "Get a job's input rows, in their own columns, with what became of them.")
    {
        Examples =
        [
            "crm jobs results --last --failed --to failed.csv",
            "crm jobs results --last --succeeded --output ndjson | jq ._id",
        ];
        var selection = new JobSelection(this);
        foreach (var (_, option) in _parts)
        {
            Options.Add(option);
        }

        var download = new Download(this, standsOnStdout: true);
        Validators.Add(result =>
        {
            if (_parts.Count(part => result.GetValue(part.Option)) > 1)
            {
                result.AddError("Give one of --failed, --succeeded and --unprocessed.");
            }
        });
        Runs(
            scope,
            async (session, parsed, cancellationToken) =>
            {
                var part = _parts.FirstOrDefault(part => parsed.GetValue(part.Option)).Part ?? _parts[0].Part;
                var isNdjson = session.Settings.Format is OutputFormat.Ndjson or OutputFormat.Json;
                var path = ApiRequest.PathOf("jobs", selection.Of(parsed, session), "results", part);
                var request = new ApiRequest(HttpMethod.Get, path)
                {
                    Headers = [("Accept", isNdjson ? "application/x-ndjson" : "text/csv")],
                };
                using var answer = await session.Client.OpenAsync(request, cancellationToken);
                await download.SaveAsync(answer, $"{part}.csv", session, parsed, cancellationToken);
                return ExitCode.Ok;
            }
        );
    }
}
