using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Imports;
using Crm.Cli.Jobs;

namespace Crm.Cli.Exports;

/// <summary>`crm export RESOURCE`: has the service write a file of all records at one moment, fetches it, and checks that it is whole.</summary>
internal sealed class ExportCommand : ToolCommand
{
    private static readonly string[] Formats = ["csv", "ndjson", "xlsx"];

    private readonly Argument<string?> _resource = ImportResource.Argument(isRequired: true);

    private readonly Option<string?> _filter = new("--filter")
    {
        Description = "Only records that fit (AIP-160)",
        HelpName = "EXPRESSION",
    };

    private readonly Option<string?> _fields = new("--fields")
    {
        Description = "Only these fields",
        HelpName = "FIELD,FIELD",
    };

    private readonly Option<string?> _orderBy = new("--order-by")
    {
        Description = "Sort: createTime desc,name (default: by id)",
        HelpName = "FIELDS",
    };

    private readonly Option<string?> _timeZone = new("--time-zone")
    {
        Description = "Zone of day borders in the filter",
        HelpName = "ZONE",
    };

    private readonly Option<bool> _showDeleted = new("--show-deleted") { Description = "Include the trash" };

    private readonly Option<string?> _format = new("--format")
    {
        Description = "Form of the file (default: by the ending of --to, otherwise csv)",
    };

    private readonly Option<bool> _gzip = new("--gzip") { Description = "Pack it (default: when --to ends with .gz)" };

    private readonly string? _only;
    private readonly Download _download;

    /// <param name="scope">What commands are made with.</param>
    /// <param name="only">The one thing this command exports, for <c>crm suppressions export</c>; any, when it is not given.</param>
    public ExportCommand(CommandScope scope, string? only = null)
        : base("export", $"Write {only ?? "records"} to a file, all as they are at one moment.")
    {
        _only = only;
        Examples =
        [
            "crm export customers --to customers.csv",
            "crm export opportunities --filter 'stage = \"won\"' --to won.ndjson.gz",
            "crm export customers --fields id,name,tags --to - | head",
        ];
        _resource.Description = "What to export: customers, opportunities …";
        if (only is null)
        {
            Arguments.Add(_resource);
        }

        _format.AcceptOnlyFromAmong(Formats);
        Option[] options = [_filter, _fields, _orderBy, _timeZone, _showDeleted, _format, _gzip];
        foreach (var option in options)
        {
            Options.Add(option);
        }

        _download = new Download(this, standsOnStdout: false);
        Runs(scope, RunAsync);
    }

    private async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var request = new ApiRequest(HttpMethod.Post, "/v1/exports")
        {
            IdempotencyKey = IdempotencyKey.New(session.Shell.Clock),
            Content = ApiRequest.Json(OptionsIn(parsed)),
        };
        var started = (await session.Client.SendAsync(request, cancellationToken))!;
        var id = (string)started["id"]!;
        LastJob.Remember(session.Shell, session.Settings, id);
        var job = await new JobWatch(session).FollowAsync(id, patience: null, rows: null, cancellationToken);
        JobOutcome.RefuseUnfinished(job);

        var path = ApiRequest.PathOf("exports", id, "file");
        var file = new ApiRequest(HttpMethod.Get, path) { Headers = [("Accept", "*/*")] };
        using var answer = await session.Client.OpenAsync(file, cancellationToken);
        // The tag is the hash of the file as the service wrote it, end mark included.
        var hash = answer.Headers.ETag?.Tag.Trim('"');
        await _download.SaveAsync(answer, $"{job["resource"]}.csv", session, parsed, cancellationToken, hash);
        await session.Shell.Error.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Exported {JobCounts.Of(job, "rowsRead"):N0} rows of {job["resource"]}."
            )
        );
        return ExitCode.Ok;
    }

    private JsonObject OptionsIn(ParseResult parsed)
    {
        var to = _download.Target(parsed) ?? "";
        var isPacked = parsed.GetValue(_gzip) || to.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        var ending = Path.GetExtension(isPacked ? Path.GetFileNameWithoutExtension(to) : to).TrimStart('.');
        var options = new JsonObject
        {
            ["resource"] = _only ?? parsed.GetValue(_resource),
            ["format"] = parsed.GetValue(_format) ?? (Formats.Contains(ending) ? ending : Formats[0]),
        };
        Put(options, "filter", parsed.GetValue(_filter));
        Put(options, "orderBy", parsed.GetValue(_orderBy));
        Put(options, "timeZone", parsed.GetValue(_timeZone));
        Put(options, "compress", isPacked ? "gzip" : null);
        if (parsed.GetValue(_showDeleted))
        {
            options["showDeleted"] = true;
        }

        if (parsed.GetValue(_fields) is { } fields)
        {
            options["fields"] = new JsonArray([
                .. fields
                    .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Select(field => JsonValue.Create(field)),
            ]);
        }

        return options;
    }

    private static void Put(JsonObject options, string name, string? value)
    {
        if (value is not null)
        {
            options[name] = value;
        }
    }
}
