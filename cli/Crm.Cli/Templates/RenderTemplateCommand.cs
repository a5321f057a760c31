using System.CommandLine;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Output;
using Crm.Cli.Resources;

namespace Crm.Cli.Templates;

/// <summary>`crm templates render ID`: what a customer would get, and what is missing.</summary>
internal sealed class RenderTemplateCommand : RecordCommand
{
    private const string Path = "/v1/templates/{id}/render";

    private readonly Argument<string> _id;
    private readonly BodyOptions _body;

    private readonly Option<string?> _customer = new("--customer")
    {
        Description = "Id or number of the customer to render it for",
        HelpName = "ID",
    };

    public RenderTemplateCommand(Noun noun, CommandScope scope)
        : base("render", "Show what a customer would get. Exit code 8 when something is missing.")
    {
        Examples =
        [
            $"crm templates render {noun.ExampleId} --customer CU-000045",
            $"crm templates render {noun.ExampleId} --language de --set values.discount=10 --output json",
        ];
        _id = IdArgument.For(noun);
        Arguments.Add(_id);
        Options.Add(_customer);
        var fields = scope.Mentions.Include(Name) ? scope.Contract.BodyFields(HttpMethod.Post, Path) : [];
        _body = new BodyOptions(this, scope.Options, [.. fields.Where(field => field.Name != "customerId")]);
        Runs(
            scope,
            ["language", "subject", "text", "html", "missing"],
            () => scope.Contract.AnswerFields(HttpMethod.Post, Path),
            RunAsync
        );
    }

    private async Task<ExitCode> RunAsync(
        Session session,
        RecordWriter writer,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var body = await _body.ReadAsync(parsed, session.Shell, cancellationToken) ?? [];
        if (parsed.GetValue(_customer) is { } customer)
        {
            var request = new ApiRequest(HttpMethod.Get, ApiRequest.PathOf("customers", customer));
            body["customerId"] = (await session.Client.SendAsync(request, cancellationToken))!["id"]!.DeepClone();
        }

        var render = new ApiRequest(
            HttpMethod.Post,
            ApiRequest.PathOf("templates", parsed.GetRequiredValue(_id), "render")
        )
        {
            Content = ApiRequest.Json(body),
        };
        var message = (await session.Client.SendAsync(render, cancellationToken))!;
        writer.WriteSingle(message);
        var missing = message["missing"]!.AsArray().Select(path => (string)path!).ToList();
        if (missing.Count == 0)
        {
            return ExitCode.Ok;
        }

        await session.Shell.Error.WriteLineAsync($"Missing: {CellText.Printable(string.Join(", ", missing))}");
        return ExitCode.CheckFailed;
    }
}
