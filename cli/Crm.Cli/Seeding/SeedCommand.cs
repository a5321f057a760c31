using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Crm.Cli.CommandLine;
using Crm.Cli.Resources;
using Crm.Cli.Seeding.Duplicates;

namespace Crm.Cli.Seeding;

/// <summary>`crm seed`: made-up records, the same ones for the same arguments.</summary>
internal sealed class SeedCommand : RecordCommand
{
    private const int MostCustomers = 1_000_000;
    private const decimal LargestShare = 0.9m;

    private static readonly string[] LocaleNames = [.. SeedLocale.All.Select(locale => locale.Name)];

    private readonly Option<int> _seed = new("--seed")
    {
        Description = "Where chance begins: another number makes other records",
        HelpName = "NUMBER",
        DefaultValueFactory = _ => 42,
    };

    private readonly Option<int> _customers = new("--customers")
    {
        Description = "How many customers; the other records follow from it",
        HelpName = "NUMBER",
        DefaultValueFactory = _ => 100,
    };

    private readonly Option<string> _duplicates = new("--duplicates")
    {
        Description =
            "The share of the customers that are another one entered again, with what people get wrong (0 to 0.9)",
        HelpName = "SHARE",
        DefaultValueFactory = _ => "0",
    };

    private readonly Option<string?> _truth = new("--truth")
    {
        Description = "Write who each customer truly is, as crm dedupe evaluate reads it",
        HelpName = "FILE",
    };

    private readonly Option<bool> _overwrite = new("--overwrite")
    {
        Description = "Replace a file of the truth that is there already",
    };

    private readonly Option<string> _locales = new("--locale")
    {
        Description = $"Where customers live, spread evenly: {string.Join(", ", LocaleNames)}",
        HelpName = "LOCALE,LOCALE",
        DefaultValueFactory = _ => string.Join(',', LocaleNames),
    };

    private readonly Option<string> _asOf = new("--as-of")
    {
        Description =
            "Everything happened before this day; never today by itself, or the records would differ tomorrow",
        HelpName = "DATE",
        DefaultValueFactory = _ => "2026-01-31",
    };

    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Print what would be sent as NDJSON and send nothing",
    };

    public SeedCommand(CommandScope scope)
        : base("seed", "Make up customers and all that belongs to them, the same for the same arguments.")
    {
        Examples =
        [
            "crm seed --seed 42 --customers 1000 --locale zh_CN,en,de --as-of 2026-01-31",
            "crm seed --seed 42 --customers 1000 --dry-run | sha256sum",
            "crm seed --customers 10000 --duplicates 0.2 --truth truth.csv",
        ];
        Option[] options = [_seed, _customers, _duplicates, _truth, _overwrite, _locales, _asOf, _dryRun];
        foreach (var option in options)
        {
            Options.Add(option);
        }

        _customers.Validators.Add(result =>
            Refuse(
                result,
                result.GetValueOrDefault<int>() is < 1 or > MostCustomers,
                $"a number from 1 to {MostCustomers}"
            )
        );
        _duplicates.Validators.Add(result =>
            Refuse(
                result,
                ShareIn(result.GetValueOrDefault<string>()!) is null,
                string.Create(CultureInfo.InvariantCulture, $"a share from 0 to {LargestShare}, such as 0.2")
            )
        );
        _locales.Validators.Add(result =>
            Refuse(
                result,
                LocalesIn(result.GetValueOrDefault<string>()!) is null,
                $"of {string.Join(", ", LocaleNames)}"
            )
        );
        _asOf.Validators.Add(result =>
            Refuse(result, DayIn(result.GetValueOrDefault<string>()!) is null, "a day such as 2026-01-31")
        );
        Runs(
            scope,
            SeedRun.Columns,
            () => SeedRun.Columns,
            async (session, writer, parsed, cancellationToken) =>
            {
                var plan = PlanOf(parsed);
                await WriteTruthAsync(plan, session.Shell, parsed, cancellationToken);
                var files = SeedData.FilesOf(plan).ToList();
                if (!parsed.GetValue(_dryRun))
                {
                    return await new SeedRun(session).RunAsync(files, writer, cancellationToken);
                }

                foreach (var file in files)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    file.Print(session.Shell.Out);
                }

                return ExitCode.Ok;
            }
        );
    }

    private async Task WriteTruthAsync(
        SeedPlan plan,
        Shell shell,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        if (parsed.GetValue(_truth) is { } file)
        {
            await TruthFile.WriteAsync(
                Path.Combine(shell.Folder, file),
                parsed.GetValue(_overwrite),
                plan,
                cancellationToken
            );
        }
    }

    private SeedPlan PlanOf(ParseResult parsed) =>
        new(
            parsed.GetValue(_seed),
            parsed.GetValue(_customers),
            ShareIn(parsed.GetRequiredValue(_duplicates))!.Value,
            LocalesIn(parsed.GetRequiredValue(_locales))!,
            DayIn(parsed.GetRequiredValue(_asOf))!.Value
        );

    private static void Refuse(OptionResult result, bool isWrong, string expectation)
    {
        if (isWrong)
        {
            result.AddError($"{result.Option.Name} takes {expectation}.");
        }
    }

    private static SeedLocale[]? LocalesIn(string text)
    {
        string[] names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        SeedLocale[] locales =
        [
            .. names.Select(name => SeedLocale.All.FirstOrDefault(locale => locale.Name == name)).OfType<SeedLocale>(),
        ];
        return names.Length > 0 && locales.Length == names.Length ? locales : null;
    }

    private static decimal? ShareIn(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
        && share <= LargestShare
            ? share
            : null;

    private static DateOnly? DayIn(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}
