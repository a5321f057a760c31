using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;

namespace Crm.Cli.Dedupe;

/// <summary>Asks a person about a pair, a word or its beginning at a time, and makes the decision of what was typed.</summary>
internal sealed class PairAnswer(Session session)
{
    private const string Branch = "branch";

    private const string Quit = "quit";

    private static readonly string[] Words = ["same", "different", "related", "skip", "explain", Quit];
    private static readonly string[] OfPeople = ["household", "colleague", "partner", "other"];
    private static readonly string[] OfOrganizations = [Branch, "partner", "other"];

    /// <summary>One of the words; the end of the input is the wish to quit.</summary>
    public Task<string> AskAsync(CancellationToken cancellationToken) =>
        AskAsync("(s)ame, (d)ifferent, (r)elated, (sk)ip, (e)xplain, (q)uit?", Words, cancellationToken);

    /// <summary>The decision to be sent.</summary>
    /// <returns>Nothing when the input ended over it.</returns>
    public async Task<JsonObject?> DecisionAsync(
        string answer,
        JsonNode first,
        JsonNode second,
        CancellationToken cancellationToken
    )
    {
        var decision = new JsonObject
        {
            ["firstCustomerId"] = first["id"]!.DeepClone(),
            ["secondCustomerId"] = second["id"]!.DeepClone(),
            ["decision"] = answer,
        };
        if (answer == "related")
        {
            var types = (string?)first["kind"] == "person" ? OfPeople : OfOrganizations;
            var type = await AskAsync($"How? {string.Join(", ", types)}:", types, cancellationToken);
            if (type == Quit)
            {
                return null;
            }

            decision["relationshipType"] = type;
            if (type == Branch)
            {
                var branch = await AskAsync("Which one is the branch, 1 or 2?", ["1", "2"], cancellationToken);
                decision["relationshipFromId"] = (branch == "2" ? second : first)["id"]!.DeepClone();
            }
        }

        return decision;
    }

    private async Task<string> AskAsync(string question, string[] words, CancellationToken cancellationToken)
    {
        while (true)
        {
            await session.Shell.Error.WriteAsync($"{question} ");
            var typed = await InputFile.ReadLineAsync(session.Shell.In, cancellationToken);
            if (typed is null)
            {
                await session.Shell.Error.WriteLineAsync();
                return Quit;
            }

            var answer = typed.Trim().ToLowerInvariant();
            if (
                words.FirstOrDefault(word => answer.Length > 0 && word.StartsWith(answer, StringComparison.Ordinal)) is
                { } meant
            )
            {
                return meant;
            }
        }
    }
}
