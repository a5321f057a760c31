using System.Text.Json.Nodes;
using Crm.Cli.Connection;

namespace Crm.Cli.Imports;

/// <summary>Sends the files of an import: one together with its options, several one after the other as parts of one job.</summary>
internal sealed class ImportUpload(Session session, string idempotencyKey)
{
    /// <summary>The job that reads the files; with a dry run it stops when its plan is made.</summary>
    public async Task<JsonNode> StartAsync(
        IReadOnlyList<ImportFile> files,
        JsonObject options,
        bool isDryRun,
        CancellationToken cancellationToken
    )
    {
        if (files is [var only])
        {
            if (isDryRun)
            {
                options["dryRun"] = true;
            }

            return await SendAsync(
                HttpMethod.Post,
                "/v1/imports",
                only.Form(options, idempotencyKey),
                "",
                cancellationToken
            );
        }

        var job = await SendAsync(HttpMethod.Post, "/v1/imports", ApiRequest.Json(options), "", cancellationToken);
        var id = (string)job["id"]!;
        foreach (var (index, file) in files.Index())
        {
            var part = FormattableString.Invariant($"{index + 1}");
            var path = ApiRequest.PathOf("imports", id, "parts", part);
            await SendAsync(HttpMethod.Put, path, file.Content(), $"-part-{part}", cancellationToken);
        }

        var verb = isDryRun ? "plan" : "apply";
        return await SendAsync(
            HttpMethod.Post,
            ApiRequest.PathOf("imports", id, verb),
            isDryRun ? null : ApiRequest.Json(new JsonObject()),
            $"-{verb}",
            cancellationToken
        );
    }

    private async Task<JsonNode> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? content,
        string step,
        CancellationToken cancellationToken
    )
    {
        var request = new ApiRequest(method, path) { IdempotencyKey = idempotencyKey + step, Content = content };
        return (await session.Client.SendAsync(request, cancellationToken))!;
    }
}
