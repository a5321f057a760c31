using System.CommandLine;
using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;
using Crm.Cli.Output;
using Crm.Cli.Resources;

namespace Crm.Cli.Imports;

/// <summary>`crm import map RESOURCE FILE`: a first map file, from headers that resemble fields of the contract.</summary>
internal sealed class ProposeMapCommand : ToolCommand
{
    private readonly Argument<string> _resource = ImportResource.Argument();

    private readonly Argument<string> _file = new("file")
    {
        Description = "CSV with a header row, - for stdin",
        HelpName = "FILE",
    };

    private readonly Option<string> _delimiter = new("--delimiter")
    {
        Description = "Between cells",
        HelpName = "CHARACTER",
        DefaultValueFactory = _ => ",",
    };

    public ProposeMapCommand(CommandScope scope)
        : base("map", "Propose a map file from the headers of a CSV.")
    {
        Examples = ["crm import map customers accounts.csv > accounts.map.json"];
        Arguments.Add(_resource);
        Arguments.Add(_file);
        Options.Add(_delimiter);
        _delimiter.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not { Length: 1 })
            {
                result.AddError("--delimiter takes one character.");
            }
        });
        Runs(
            scope,
            async (session, parsed, cancellationToken) =>
            {
                var resource = parsed.GetRequiredValue(_resource);
                var fields = scope.Contract.LeafFields(HttpMethod.Post, $"/v1/{resource}");
                if (fields.Count == 0)
                {
                    throw Failure.Usage(
                        $"The contract has no way to create '{resource}'.",
                        "crm --help lists the nouns"
                    );
                }

                var shell = session.Shell;
                var delimiter = parsed.GetRequiredValue(_delimiter);
                var file = await ImportFile.OpenAsync(parsed.GetRequiredValue(_file), shell, cancellationToken);
                var proposal = MapProposal.For(file.Headers(delimiter[0]), fields, SingularOf(resource));
                foreach (var header in proposal.Unmapped)
                {
                    await shell.Error.WriteLineAsync($"No field resembles '{header}'; it is left out.");
                }

                var mapped = proposal
                    .Mapping.Select(entry => (string)entry!["field"]!)
                    .ToHashSet(StringComparer.Ordinal);
                foreach (
                    var field in scope
                        .Contract.BodyFields(HttpMethod.Post, $"/v1/{resource}")
                        .Where(field => field.IsRequired && !mapped.Contains(field.Name))
                )
                {
                    await shell.Error.WriteLineAsync(
                        $"Nothing fills '{field.Name}', which is required; add {{ \"value\": …, \"field\": \"{field.Name}\" }}."
                    );
                }

                var map = new JsonObject { ["mode"] = "create", ["mapping"] = proposal.Mapping };
                if (delimiter != ",")
                {
                    map["format"] = new JsonObject { ["delimiter"] = delimiter };
                }

                await shell.Out.WriteLineAsync(JsonText.Indented(map));
                return ExitCode.Ok;
            }
        );
    }

    private static string SingularOf(string resource) =>
        Nouns.All.FirstOrDefault(noun => noun.Name == resource)?.Singular ?? resource.TrimEnd('s');
}
