using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crm.TestKit;

/// <summary>Holds a finished import to what its file says: one sentence for each thing that is not so, nothing when all is well.</summary>
public sealed class ImportPromises(HttpClient client, ImportedFile file)
{
    private const int MostSentences = 100;

    private static readonly TimeSpan UntilSettled = TimeSpan.FromSeconds(20);

    private readonly List<string> _broken = [];

    /// <summary>The record of each line, as the ledger tells.</summary>
    private readonly Dictionary<int, string> _recordIds = [];

    public async Task<IReadOnlyList<string>> FindBrokenAsync(JsonObject job)
    {
        CheckJob(job);
        await CheckLedgerAsync(job.Text("id"));
        await CheckResultsAsync(job.Text("id"), "succeeded", "created", "updated", "unchanged");
        await CheckResultsAsync(job.Text("id"), "failed", "duplicate", "rejected");
        await CheckResultsAsync(job.Text("id"), "unprocessed", "unprocessed");
        await CheckRecordsAsync();
        await CheckEventsAsync("customer.created", file.Rows.Where(row => row.IsStored));
        await CheckEventsAsync("customer.updated", file.Rows.Where(row => row.Outcome == "updated"));
        return _broken;
    }

    private void Expect(bool holds, string sentence)
    {
        if (!holds && _broken.Count < MostSentences)
        {
            _broken.Add(sentence);
        }
    }

    private void CheckJob(JsonObject job)
    {
        Expect(job.Text("state") == "completedWithErrors", $"The job is {job.Text("state")}: {job["error"]}");
        var counts = job["counts"]!;
        Expect(
            (int)counts["rowsRead"]! == file.Rows.Count,
            $"{counts["rowsRead"]} of {file.Rows.Count} rows were read."
        );
        foreach (var outcome in new[] { "created", "updated", "unchanged", "duplicate", "rejected", "unprocessed" })
        {
            Expect(
                (int)counts[outcome]! == file.Count(outcome),
                $"{counts[outcome]} rows are counted as {outcome}, not {file.Count(outcome)}."
            );
        }
    }

    /// <summary>Each row of the file stands there once, in order.</summary>
    private async Task CheckLedgerAsync(string job)
    {
        var lines = new List<JsonNode>();
        string? token = null;
        do
        {
            var page = await client.GetJsonAsync($"/v1/jobs/{job}/lines?pageSize=500&pageToken={token}");
            lines.AddRange(page["items"]!.AsArray()!);
            token = (string?)page["nextPageToken"];
        } while (token is not null);

        Expect(lines.Count == file.Rows.Count, $"The ledger has {lines.Count} lines for {file.Rows.Count} rows.");
        foreach (var (row, line) in file.Rows.Zip(lines))
        {
            var found = $"{line["line"]} {line["outcome"]} {line["code"]}";
            var expected = $"{row.Line} {row.Outcome} {row.Code}";
            Expect(found == expected, $"The ledger says '{found}', not '{expected}': {line["detail"]}");
            if (row.IsStored)
            {
                _recordIds[row.Line] = (string?)line["id"] ?? "none";
            }
        }
    }

    /// <summary>Each row with one of these outcomes stands there as it stood in the file, with what became of it, and no other.</summary>
    private async Task CheckResultsAsync(string job, string part, params string[] outcomes)
    {
        var expected = file
            .Rows.Where(row => outcomes.Contains(row.Outcome))
            .Select(row => $"{row.Line} {row.Outcome} {row.Code} {row.Key} {row.Note}");
        var rest = expected.ToHashSet(StringComparer.Ordinal);
        await foreach (var result in LinesAsync($"/v1/jobs/{job}/results/{part}"))
        {
            var row = $"{result["_line"]} {result["_outcome"]} {result["_code"]} {result["key"]} {result["note"]}";
            Expect(rest.Remove(row), $"The results {part} have '{row}', once too often or wrongly.");
        }

        Expect(rest.Count == 0, $"The results {part} lack {rest.Count} rows, such as '{rest.FirstOrDefault()}'.");
    }

    private async Task CheckRecordsAsync()
    {
        var stored = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        await foreach (var customer in LinesAsync("/v1/customers?fields=id,etag,name,description,parentId,externalIds"))
        {
            var key = customer["externalIds"]![0]!.Text("value");
            Expect(stored.TryAdd(key, customer), $"{key} is there twice.");
        }

        var wanted = file.Rows.Where(row => row.IsStored).ToDictionary(row => row.Key);
        Expect(stored.Count == wanted.Count, $"There are {stored.Count} customers, not {wanted.Count}.");
        foreach (var row in wanted.Values)
        {
            if (!stored.TryGetValue(row.Key, out var customer))
            {
                Expect(false, $"{row.Key} of line {row.Line} is not there.");
                continue;
            }

            var parent = row.Parent is null ? null : _recordIds.GetValueOrDefault(wanted[row.Parent].Line);
            var version = row.Outcome == "updated" ? 2 : 1;
            Expect(
                customer.Text("id") == _recordIds.GetValueOrDefault(row.Line)
                    && customer.Text("name") == row.Name
                    && customer.Text("description") == row.Note
                    && (string?)customer["parentId"] == parent
                    && customer.Text("etag") == $"\"{version}\"",
                $"Line {row.Line} became {customer.ToJsonString()}, in version {version} and belonging to {parent ?? "nobody"}."
            );
        }
    }

    /// <summary>One event for each of these rows' records and no other.</summary>
    private async Task CheckEventsAsync(string type, IEnumerable<ImportedRow> rows)
    {
        var wanted = rows.Select(row => _recordIds.GetValueOrDefault(row.Line, "none")).ToHashSet();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        using var patience = new CancellationTokenSource(UntilSettled);
        string? after = null;
        // On PostgreSQL the feed tells of something when no older transaction of the server is under way any more.
        do
        {
            await foreach (
                var told in LinesAsync($"/v1/events?type={type}&after={after}", end => after = end.Text("nextCursor"))
            )
            {
                var record = told.Text("recordId");
                Expect(seen.Add(record), $"{type} of {record} was told twice.");
                Expect(wanted.Contains(record), $"{type} was told of {record}, which no row became.");
            }
        } while (seen.Count < wanted.Count && !patience.IsCancellationRequested);

        Expect(seen.Count >= wanted.Count, $"{type} was told {seen.Count} times, not {wanted.Count}.");
    }

    private async IAsyncEnumerable<JsonObject> LinesAsync(string path, Action<JsonObject>? onEnd = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", "application/x-ndjson");
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            throw new HttpRequestException($"{path}: {await answer.Content.ReadAsStringAsync()}");
        }

        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        while (await reader.ReadLineAsync() is { } text)
        {
            var line = JsonSerializer.Deserialize<JsonObject>(text)!;
            if (line.ContainsKey("_end"))
            {
                onEnd?.Invoke(line);
                yield break;
            }

            yield return line;
        }

        Expect(false, $"{path} did not arrive whole.");
    }
}
