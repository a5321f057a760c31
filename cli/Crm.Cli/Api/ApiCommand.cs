using System.CommandLine;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Output;
using Crm.Cli.Resources;

namespace Crm.Cli.Api;

/// <summary>`crm api METHOD PATH`: any request, with the key, the retries and the error messages of the tool.</summary>
internal sealed class ApiCommand : ToolCommand
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];

    private readonly Argument<string> _method = new("method")
    {
        Description = string.Join(", ", Methods),
        HelpName = "METHOD",
    };

    private readonly Argument<string> _path = new("path")
    {
        Description = "Path such as /v1/customers",
        HelpName = "PATH",
    };

    private readonly Option<string[]> _fields = new("--field", "-f")
    {
        Description = "key=text or key:=JSON; in the query of a GET, in the body otherwise (repeatable)",
        HelpName = "KEY=VALUE",
    };

    private readonly Option<string?> _input = new("--input", "-F")
    {
        Description = "Send this file as the body, @- is stdin",
        HelpName = "@FILE",
    };

    private readonly Option<string[]> _headers = new("--header", "-H")
    {
        Description = "Name: value (repeatable)",
        HelpName = "HEADER",
    };

    private readonly Option<bool> _include = new("--include", "-i")
    {
        Description = "Print status and headers before the body",
    };

    private readonly Option<bool> _paginate = new("--paginate")
    {
        Description = "Follow the cursor and print one array",
    };

    public ApiCommand(CommandScope scope)
        : base("api", "Send a request to the service.")
    {
        Examples =
        [
            "crm api GET /v1/customers -f filter='kind = \"person\"' --paginate",
            "crm api POST /v1/customers -F @customer.json -H 'Idempotency-Key: import-7'",
            "crm api PATCH /v1/customers/CU-000045 -f name='New name' -i",
        ];
        // Only the canonical spelling is a method: what is typed is what is sent.
        _method.AcceptOnlyFromAmong(Methods);
        Arguments.Add(_method);
        Arguments.Add(_path);
        Options.Add(_fields);
        Options.Add(_input);
        Options.Add(_headers);
        Options.Add(_include);
        Options.Add(_paginate);
        Validators.Add(result =>
        {
            if (result.GetValue(_paginate) && (result.GetValue(_include) || result.GetValue(_method) != "GET"))
            {
                result.AddError("--paginate goes with GET and without --include.");
            }
        });
        Runs(
            scope,
            async (session, parsed, cancellationToken) =>
            {
                var request = await RequestAsync(session, parsed, cancellationToken);
                if (parsed.GetValue(_paginate))
                {
                    await new JsonWriter(session.Shell.Out, fields: null).WriteListAsync(
                        session.Client.ListAsync(request, limit: null, cancellationToken)
                    );
                }
                else
                {
                    await SendAsync(request, session, parsed.GetValue(_include), cancellationToken);
                }

                return ExitCode.Ok;
            }
        );
    }

    private async Task<ApiRequest> RequestAsync(
        Session session,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var method = new HttpMethod(parsed.GetRequiredValue(_method));
        var path = parsed.GetRequiredValue(_path);
        if (path.Contains("://") || path.StartsWith("//", StringComparison.Ordinal))
        {
            throw Failure.Usage(
                "Give a path, not an address: the key is sent to the service only.",
                "choose the service with --url"
            );
        }

        (string Name, string Value)[] headers = [.. (parsed.GetValue(_headers) ?? []).Select(HeaderFrom)];
        var fields = parsed.GetValue(_fields) ?? [];
        var input = parsed.GetValue(_input);
        if (input is not null && fields.Length > 0 && method != HttpMethod.Get)
        {
            throw Failure.Usage("--field and --input both make the body; give one of them.");
        }

        var request = new ApiRequest(method, path.StartsWith('/') ? path : $"/v1/{path}") { Headers = headers };
        if (method == HttpMethod.Post || method == HttpMethod.Patch)
        {
            var isKeyGiven = headers.Any(header =>
                header.Name.Equals("Idempotency-Key", StringComparison.OrdinalIgnoreCase)
            );
            request = request with { IdempotencyKey = isKeyGiven ? null : IdempotencyKey.New(session.Shell.Clock) };
        }

        if (method == HttpMethod.Get || method == HttpMethod.Head)
        {
            return request with { Query = [.. fields.Select(QueryParameter)] };
        }

        var mediaType = method == HttpMethod.Patch ? "application/merge-patch+json" : "application/json";
        return input is not null
                ? request with
                {
                    Content = await FileContentAsync(input.TrimStart('@'), mediaType, session.Shell, cancellationToken),
                }
            : fields.Length == 0 ? request
            : request with { Content = FieldContent(fields, mediaType) };
    }

    private static (string Name, string? Value) QueryParameter(string field) =>
        field.Split('=', 2) is [{ Length: > 0 } name, var value]
            ? (name, value)
            : throw Failure.Usage($"'{field}' is not key=value.");

    private static (string Name, string Value) HeaderFrom(string header)
    {
        if (header.Split(':', 2) is not [{ Length: > 0 } name, var value])
        {
            throw Failure.Usage($"'{header}' is not \"Name: value\".");
        }

        return name.Trim().Equals("Authorization", StringComparison.OrdinalIgnoreCase)
            ? throw Failure.Usage(
                "A key in an argument is seen by others on this machine.",
                "use CRM_TOKEN, --token-file or `crm login`"
            )
            : (name.Trim(), value.Trim());
    }

    private static StringContent FieldContent(string[] fields, string mediaType)
    {
        var body = new JsonObject();
        foreach (var field in fields)
        {
            BodyAssignment.Apply(body, field, []);
        }

        return new StringContent(JsonText.Compact(body), Encoding.UTF8, mediaType);
    }

    private static async Task<HttpContent> FileContentAsync(
        string file,
        string mediaType,
        Shell shell,
        CancellationToken cancellationToken
    )
    {
        if (file == "-")
        {
            return new StringContent(
                await InputFile.ReadAllAsync(file, shell, cancellationToken),
                Encoding.UTF8,
                mediaType
            );
        }

        var path = Path.Combine(shell.Folder, file);
        var content = File.Exists(path)
            ? new StreamContent(File.OpenRead(path))
            : throw Failure.Usage($"There is no file '{file}'.");
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return content;
    }

    private static async Task SendAsync(
        ApiRequest request,
        Session session,
        bool includeHead,
        CancellationToken cancellationToken
    )
    {
        using var answer = await session.Client.OpenAsync(request, cancellationToken);
        if (includeHead)
        {
            PrintHead(answer, session.Shell.Out);
        }

        if (
            answer.Content.Headers.ContentType?.MediaType?.EndsWith("ndjson", StringComparison.Ordinal) != false
            || !answer.Content.Headers.ContentType.MediaType.EndsWith("json", StringComparison.Ordinal)
        )
        {
            await CopyAsync(answer, session.Shell.Out, cancellationToken);
            return;
        }

        var body = await answer.Content.ReadAsStringAsync(cancellationToken);
        session.Shell.Out.WriteLine(JsonText.Indented(JsonNode.Parse(body)));
    }

    private static void PrintHead(HttpResponseMessage answer, TextWriter output)
    {
        output.WriteLine($"HTTP/{answer.Version} {(int)answer.StatusCode} {answer.ReasonPhrase}");
        foreach (var (name, values) in answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated))
        {
            output.WriteLine($"{name}: {string.Join(", ", values)}");
        }

        output.WriteLine();
    }

    private static async Task CopyAsync(
        HttpResponseMessage answer,
        TextWriter output,
        CancellationToken cancellationToken
    )
    {
        const int BlockLength = 16 * 1024;
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken));
        var block = new char[BlockLength];
        while (await reader.ReadAsync(block, cancellationToken) is > 0 and var count)
        {
            await output.WriteAsync(block.AsMemory(0, count), cancellationToken);
        }
    }
}
