using System.CommandLine;
using System.Globalization;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Resources;

namespace Crm.Cli.Dedupe;

/// <summary>`crm dedupe pairs`: which customers a run found alike.</summary>
internal sealed class ListDedupePairsCommand : RecordCommand
{
    private static readonly string[] Columns =
    [
        "number",
        "first.name",
        "second.name",
        "matchWeight",
        "probability",
        "nearestClass",
        "cluster",
        "decision.decision",
    ];

    private readonly Option<string?> _orderBy = new("--order-by")
    {
        Description = "What comes first: the least sure (default), or by weight",
        HelpName = "ORDER",
    };

    private readonly Option<bool> _undecided = new("--undecided")
    {
        Description = "Only pairs that nobody has decided about",
    };

    private readonly Option<double?> _minWeight = new("--min-weight")
    {
        Description = "Only pairs of this match weight or a higher one, in bits",
        HelpName = "BITS",
    };

    private readonly Option<double?> _maxWeight = new("--max-weight")
    {
        Description = "Only pairs of this match weight or a lower one",
        HelpName = "BITS",
    };

    private readonly Option<int?> _cluster = new("--cluster")
    {
        Description = "Only pairs within this cluster",
        HelpName = "NUMBER",
    };

    public ListDedupePairsCommand(CommandScope scope)
        : base("pairs", "List the customers that a run found alike, and why.")
    {
        Examples =
        [
            "crm dedupe pairs --undecided --limit 20",
            "crm dedupe pairs --order-by 'matchWeight desc' --min-weight 6",
            "crm dedupe pairs --all --output csv > pairs.csv",
        ];
        var selection = DedupeRunSelection.Argument(this);
        _orderBy.AcceptOnlyFromAmong("uncertainty", "matchWeight", "matchWeight desc");
        foreach (var option in new Option[] { _orderBy, _undecided, _minWeight, _maxWeight, _cluster })
        {
            Options.Add(option);
        }

        var paging = new Paging(this);
        Runs(
            scope,
            Columns,
            () => scope.Contract.AnswerFields("/v1/dedupe-runs/{id}/pairs"),
            async (session, writer, parsed, cancellationToken) =>
            {
                var id = await selection.OfAsync(parsed, session, cancellationToken);
                return await paging.RunAsync(RequestFor(id, parsed), session, writer, parsed, cancellationToken);
            }
        );
    }

    private ApiRequest RequestFor(string id, ParseResult parsed) =>
        new(HttpMethod.Get, ApiRequest.PathOf("dedupe-runs", id, "pairs"))
        {
            Query =
            [
                ("orderBy", parsed.GetValue(_orderBy)),
                ("decided", parsed.GetValue(_undecided) ? "false" : null),
                ("minWeight", parsed.GetValue(_minWeight)?.ToString(CultureInfo.InvariantCulture)),
                ("maxWeight", parsed.GetValue(_maxWeight)?.ToString(CultureInfo.InvariantCulture)),
                ("cluster", parsed.GetValue(_cluster)?.ToString(CultureInfo.InvariantCulture)),
            ],
        };
}
