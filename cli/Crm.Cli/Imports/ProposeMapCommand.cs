using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Output;
using Crm.Cli.Resources;

namespace Crm.Cli.Imports;

/// <summary>`crm import map RESOURCE FILE`: a first map file, proposed by the service from headers and first rows.</summary>
internal sealed class ProposeMapCommand : RecordCommand
{
    private readonly Argument<string?> _resource = ImportResource.Argument(isRequired: true);

    private readonly Argument<string> _file = new("file")
    {
        Description = "CSV with a header row, or NDJSON; plain or gzip; - for stdin",
        HelpName = "FILE",
    };

    private readonly Option<string?> _out = new("--out") { Description = "Write the map file here", HelpName = "FILE" };

    private readonly Option<string?> _delimiter = new("--delimiter")
    {
        Description = "Between cells (default: seen from the first line)",
        HelpName = "CHARACTER",
    };

    private readonly Option<string?> _encoding = new("--encoding")
    {
        Description = "Such as windows-1252 or gb18030 (default utf-8)",
        HelpName = "NAME",
    };

    private readonly CommandScope _scope;

    public ProposeMapCommand(CommandScope scope)
        : base("map", "Propose a map file from the headers and first rows of a file.")
    {
        _scope = scope;
        Examples =
        [
            "crm import map customers accounts.csv --out accounts.map.json",
            "crm import map customers accounts.csv -o table",
        ];
        Arguments.Add(_resource);
        Arguments.Add(_file);
        Options.Add(_out);
        Options.Add(_delimiter);
        Options.Add(_encoding);
        _delimiter.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is not { Length: 1 })
            {
                result.AddError("--delimiter takes one character.");
            }
        });
        _encoding.Validators.Add(result =>
        {
            if (EncodingOf(result.GetValueOrDefault<string?>()) is null)
            {
                result.AddError($"There is no encoding '{result.GetValueOrDefault<string?>()}'.");
            }
        });
        Runs(scope, MapProposal.Columns, () => MapProposal.Columns, RunAsync);
    }

    private async Task<ExitCode> RunAsync(
        Session session,
        RecordWriter writer,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var shell = session.Shell;
        var resource = ImportResource.Known(parsed.GetValue(_resource)!, "imported");
        var delimiter = parsed.GetValue(_delimiter);
        var encoding = parsed.GetValue(_encoding);
        using var file = await ImportFile.OpenAsync(parsed.GetRequiredValue(_file), shell, cancellationToken);
        var sample = file.Sample(delimiter?[0], EncodingOf(encoding)!);
        var proposal = await ProposeAsync(resource, sample, session, cancellationToken);
        var format = new JsonObject();
        Put(format, "delimiter", delimiter);
        Put(format, "encoding", encoding);
        var map = proposal.ToMap(format);
        if (parsed.GetValue(_out) is { } target)
        {
            var path = Path.Combine(shell.Folder, target);
            await File.WriteAllTextAsync(path, JsonText.Indented(map) + "\n", cancellationToken);
            await shell.Error.WriteLineAsync($"Wrote {target}.");
        }

        if (session.Output is { Format: OutputFormat.Json, Fields: null })
        {
            writer.WriteSingle(map);
        }
        else
        {
            proposal.Fields.ToList().ForEach(writer.WriteItem);
            writer.EndList();
        }

        await shell.Out.FlushAsync(cancellationToken);
        await TellGapsAsync(resource, proposal, shell.Error);
        return ExitCode.Ok;
    }

    private static async Task<MapProposal> ProposeAsync(
        string resource,
        FileSample sample,
        Session session,
        CancellationToken cancellationToken
    )
    {
        var request = new ApiRequest(HttpMethod.Post, "/v1/imports/propose-mapping")
        {
            Content = ApiRequest.Json(
                new JsonObject
                {
                    ["resource"] = resource,
                    ["columns"] = Texts(sample.Columns),
                    ["rows"] = new JsonArray([.. sample.Rows.Select(Texts)]),
                }
            ),
        };
        return new MapProposal((await session.Client.SendAsync(request, cancellationToken))!);
    }

    private async Task TellGapsAsync(string resource, MapProposal proposal, TextWriter error)
    {
        foreach (var column in proposal.UnmappedColumns)
        {
            await error.WriteLineAsync($"Nothing is proposed for '{CellText.Printable(column)}'; it is left out.");
        }

        var filled = proposal.Fields.Select(field => (string?)field["field"]).ToHashSet(StringComparer.Ordinal);
        var required = _scope.Contract.BodyFields(HttpMethod.Post, $"/v1/{resource}").Where(field => field.IsRequired);
        foreach (var field in required.Where(field => !filled.Contains(field.Name)))
        {
            await error.WriteLineAsync(
                $"Nothing fills '{field.Name}', which is required; add {{ \"column\": …, \"field\": \"{field.Name}\" }}, "
                    + "or a \"value\" that all rows share instead of the column."
            );
        }
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private static void Put(JsonObject format, string name, string? value)
    {
        if (value is not null)
        {
            format[name] = value;
        }
    }

    private static Encoding? EncodingOf(string? name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            return name is null ? Encoding.UTF8 : Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
