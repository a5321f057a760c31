using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Reflection;
using Crm.Cli.Api;
using Crm.Cli.Attachments;
using Crm.Cli.Bulk;
using Crm.Cli.CommandLine;
using Crm.Cli.Completion;
using Crm.Cli.Config;
using Crm.Cli.Connection;
using Crm.Cli.Contracts;
using Crm.Cli.Dedupe;
using Crm.Cli.Doctor;
using Crm.Cli.Events;
using Crm.Cli.Exports;
using Crm.Cli.Imports;
using Crm.Cli.Jobs;
using Crm.Cli.Output;
using Crm.Cli.Outreach;
using Crm.Cli.Reports;
using Crm.Cli.Resources;
using Crm.Cli.Seeding;

namespace Crm.Cli;

/// <summary>The root of the command tree.</summary>
internal static class CrmCommand
{
    public static Command Create(Shell shell, Mentions mentions)
    {
        var scope = new CommandScope(shell, new GlobalOptions(), new Contract(shell.OpenContract), mentions);
        var root = new GroupCommand(
            "crm",
            "Work with customers, opportunities, quotes and cases from a terminal.",
            scope
        )
        {
            Examples =
            [
                "crm login --url https://crm.example.com < key.txt",
                "crm customers list --filter 'lifecycleStage = \"lead\"' --limit 20",
                "crm customers create --kind person --given-name Ada --family-name Lovelace",
                "crm import opportunities deals.csv --map deals.map.json",
                "crm export opportunities --to opportunities.csv",
                "crm report pipeline --by owner",
                "crm api GET /v1/customers --paginate",
            ],
        };

        foreach (var noun in Nouns.All)
        {
            root.Add(new NounCommand(noun, scope));
        }

        root.Add(new AttachmentsCommand(scope));
        root.Add(new EventsCommand(scope));
        root.Add(new JobsCommand(scope));
        root.Add(new ImportCommand(scope));
        root.Add(new ExportCommand(scope));
        root.Add(new BulkCommand(scope));
        root.Add(new DedupeCommand(scope));
        root.Add(new OutreachCommand(scope));
        root.Add(new ReportCommand(scope));
        root.Add(new SeedCommand(scope));
        root.Add(new ApiCommand(scope));
        root.Add(new LoginCommand(scope));
        root.Add(new LogoutCommand(scope));
        root.Add(new ConfigCommand(scope));
        root.Add(new DoctorCommand(scope));
        root.Add(new CompletionCommand(scope));
        root.Add(new CompleteCommand(scope, root));

        AddSharedOptions(root, scope);
        return root;
    }

    private static void AddSharedOptions(ToolCommand root, CommandScope scope)
    {
        foreach (var option in scope.Options.All)
        {
            root.Add(option);
        }

        var shell = scope.Shell;
        root.Add(
            new Option<bool>("--help-json")
            {
                Description = "Print this command and all below it as JSON",
                Recursive = true,
                Arity = ArgumentArity.Zero,
                Action = new Answer(parsed =>
                    shell.Out.WriteLine(JsonText.Indented(HelpJson.Of(parsed.CommandResult.Command)))
                ),
            }
        );
        root.Add(
            new HelpOption("--help", "-h")
            {
                Description = "Show help",
                Action = new Answer(parsed =>
                    new HelpWriter(shell.Out, shell.Width).Write(parsed.CommandResult.Command)
                ),
            }
        );
        root.Add(
            new Option<bool>("--version")
            {
                Description = "Show the version",
                Arity = ArgumentArity.Zero,
                Action = new Answer(_ => shell.Out.WriteLine(Version)),
            }
        );
    }

    public static string Version { get; } =
        typeof(CrmCommand)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];

    /// <summary>An option that answers by itself, whatever else is missing on the command line.</summary>
    private sealed class Answer(Action<ParseResult> write) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            write(parseResult);
            return (int)ExitCode.Ok;
        }
    }
}
