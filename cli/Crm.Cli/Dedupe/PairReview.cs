using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Crm.Cli.Connection;
using Crm.Cli.Output;

namespace Crm.Cli.Dedupe;

/// <summary>One sitting before the pairs of a run.</summary>
internal sealed class PairReview(Session session, string run)
{
    private readonly List<JsonNode> _decisions = [];
    private readonly PairAnswer _answers = new(session);
    private int _skipped;

    public IReadOnlyList<JsonNode> Decisions => _decisions;

    private TextWriter Error => session.Shell.Error;

    /// <summary>Shows a pair and does what is said of it.</summary>
    /// <returns>False when that was to quit.</returns>
    public async Task<bool> GoOnAsync(JsonNode pair, CancellationToken cancellationToken)
    {
        // Merged or deleted since the run.
        if (IsGone(pair["first"]!) || IsGone(pair["second"]!))
        {
            return true;
        }

        var (first, second) = (
            await CustomerAsync(pair["first"]!, cancellationToken),
            await CustomerAsync(pair["second"]!, cancellationToken)
        );
        await Error.WriteLineAsync($"\nPair {CellText.ForTerminal(pair["number"])}. {WeightWaterfall.Verdict(pair)}");
        SideBySide.Write(first, second, Console());
        while (true)
        {
            switch (await _answers.AskAsync(cancellationToken))
            {
                case "quit":
                    return false;
                case "skip":
                    _skipped++;
                    return true;
                case "explain":
                    await ExplainAsync(first, second, cancellationToken);
                    break;
                case var answer:
                    var decision = await _answers.DecisionAsync(answer, first, second, cancellationToken);
                    if (decision is not null)
                    {
                        await DecideAsync(decision, cancellationToken);
                    }

                    return decision is not null;
            }
        }
    }

    public string Summary()
    {
        var words = _decisions
            .CountBy(decision => (string)decision["decision"]!)
            .OrderBy(word => word.Key, StringComparer.Ordinal)
            .Select(word => $", {word.Value} {word.Key}");
        var next = _decisions.Count > 0 ? " The next `crm dedupe run` goes by it." : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Decided about {_decisions.Count} {(_decisions.Count == 1 ? "pair" : "pairs")}{string.Concat(words)}; skipped {_skipped}.{next}"
        );
    }

    private static bool IsGone(JsonNode customer) => customer["number"] is null || customer["deleteTime"] is not null;

    private Spectre.Console.IAnsiConsole Console() =>
        SpectreConsole.Open(Error, session.Output.HasColor, session.Shell.Width);

    private async Task<JsonNode> CustomerAsync(JsonNode customer, CancellationToken cancellationToken)
    {
        var path = ApiRequest.PathOf("customers", (string)customer["id"]!);
        return (await session.Client.SendAsync(new ApiRequest(HttpMethod.Get, path), cancellationToken))!;
    }

    private async Task ExplainAsync(JsonNode first, JsonNode second, CancellationToken cancellationToken)
    {
        var request = new ApiRequest(HttpMethod.Get, ApiRequest.PathOf("dedupe-runs", run, "explain"))
        {
            Query = [("first", (string?)first["id"]), ("second", (string?)second["id"])],
        };
        WeightWaterfall.Write((await session.Client.SendAsync(request, cancellationToken))!, Console());
    }

    /// <summary>When somebody else was quicker, his word stays.</summary>
    private async Task DecideAsync(JsonObject decision, CancellationToken cancellationToken)
    {
        var request = new ApiRequest(HttpMethod.Post, "/v1/dedupe-decisions")
        {
            IdempotencyKey = IdempotencyKey.New(session.Shell.Clock),
            Content = ApiRequest.Json(decision),
        };
        using var answer = await session.Client.OpenAnyAsync(request, cancellationToken);
        var body = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (answer.IsSuccessStatusCode)
        {
            _decisions.Add(JsonNode.Parse(body)!);
        }
        else if (answer.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity)
        {
            var problem = JsonNode.Parse(body);
            await Error.WriteLineAsync($"Not kept: {CellText.ForTerminal(problem?["detail"])}");
        }
        else
        {
            throw Problem.Failure(request, answer, body, session.Settings);
        }
    }
}
