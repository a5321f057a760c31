using Crm.Dedupe.Cleaning;

namespace Crm.Dedupe.Comparing;

/// <summary>Compares two records of a set, by row.</summary>
internal sealed class RecordComparer(RecordColumns records, WordWeights companyWeights, WordWeights textWeights)
{
    public RecordComparer(RecordColumns records)
        : this(
            records,
            new WordWeights(
                records.CompanyWords,
                WordWeights.Count(records.CompanyWords, records.Company),
                records.Count
            ),
            new WordWeights(records.TextWords, WordWeights.Count(records.TextWords, records.Texts), records.Count)
        ) { }

    public WordWeights CompanyWeights => companyWeights;

    public ComparisonVector Compare(int first, int second) =>
        CompareNames(first, second) | CompareIdentifiers(first, second);

    /// <summary>What people of one country and script share more often than others.</summary>
    public ComparisonVector CompareNames(int first, int second)
    {
        var (given, family) = Names(first, second);
        var place = AddressComparison.PlaceLevel(
            records.City[first],
            records.City[second],
            records.Postcode[first],
            records.Postcode[second]
        );
        return new ComparisonVector()
            .With(Comparison.GivenName, given)
            .With(Comparison.FamilyName, family)
            .With(Comparison.Company, Company(first, second))
            .With(Comparison.Place, place)
            .With(Comparison.FreeText, Best(records.Texts, first, second, Text));
    }

    /// <summary>Everything else.</summary>
    public ComparisonVector CompareIdentifiers(int first, int second)
    {
        var email = Email(first, second);
        return new ComparisonVector()
            .With(Comparison.Email, email)
            // That the same mailbox is at the same host is no news.
            .With(Comparison.Host, email == EmailLevel.Exact ? Levels.Missing : Host(first, second))
            .With(Comparison.Phone, Best(records.Phones, first, second, CodeComparison.Level))
            .With(Comparison.Street, Best(records.Streets, first, second, AddressComparison.StreetLevel))
            .With(Comparison.Country, Country(first, second))
            .With(Comparison.BirthDate, Code(records.BirthDate, first, second, CodeComparison.Level))
            .With(Comparison.TaxId, Code(records.TaxId, first, second, CodeComparison.Level))
            .With(Comparison.OtherId, Best(records.OtherIds, first, second, CodeComparison.Level));
    }

    private (int Given, int Family) Names(int first, int second) =>
        IsSame(records.Given, first, second) && IsSame(records.Family, first, second)
            ? (NameLevel.Exact, NameLevel.Exact)
            : NameComparison.Levels(
                records.Given[first],
                records.Family[first],
                records.Given[second],
                records.Family[second]
            );

    private int Company(int first, int second) =>
        IsSame(records.Company, first, second) ? CompanyLevel.Exact
        : records.Company[first] is { } one && records.Company[second] is { } other
            ? CompanyComparison.Level(one, other, companyWeights)
        : Levels.Missing;

    private int Email(int first, int second)
    {
        var level = Best(records.Emails, first, second, EmailComparison.Level);
        return level is EmailLevel.SameLocal or EmailLevel.Near && IsMadeOfName(first) && IsMadeOfName(second)
            ? Levels.Different
            : level;
    }

    /// <summary>Then a likeness of the addresses says no more than that of the names.</summary>
    private bool IsMadeOfName(int row) =>
        Array.Exists(records.Emails, column => column[row]?.IsMadeOf(records.Given[row], records.Family[row]) == true);

    private int Host(int first, int second) => Best(records.Hosts, first, second, EmailComparison.HostLevel);

    private int Country(int first, int second) =>
        (records.Country.Number(first), records.Country.Number(second)) switch
        {
            (0, _) or (_, 0) => Levels.Missing,
            var (one, other) => one == other ? Levels.Exact(Comparison.Country) : Levels.Different,
        };

    private int Text(WordList? first, WordList? second) =>
        first is null || second is null ? Levels.Missing
        : first.Key == second.Key ? TextLevel.Exact
        : SoftTfIdf.Of(first, second, textWeights).Similarity switch
        {
            >= 0.9 => TextLevel.Exact,
            >= 0.4 => TextLevel.Similar,
            _ => Levels.Different,
        };

    /// <summary>Where a field has several columns, whichever two agree best.</summary>
    private static int Best<T>(Column<T>[] columns, int first, int second, Func<T?, T?, int> level)
        where T : class, ICleanValue
    {
        var best = Levels.Missing;
        foreach (var column in columns)
        {
            if (column.Number(first) == 0)
            {
                continue;
            }

            foreach (var other in columns)
            {
                if (other.Number(second) != 0)
                {
                    best = Math.Max(best, level(column[first], other[second]));
                }
            }
        }

        return best;
    }

    /// <summary>The same value has one number in a column: then nothing needs to be looked at.</summary>
    private static bool IsSame<T>(Column<T> column, int first, int second)
        where T : class, ICleanValue => column.Number(first) is > 0 and var number && number == column.Number(second);

    private static int Code<T>(Column<T> column, int first, int second, Func<T?, T?, int> level)
        where T : class, ICleanValue =>
        IsSame(column, first, second) ? CodeLevel.Exact
        : column.Number(first) == 0 || column.Number(second) == 0 ? Levels.Missing
        : level(column[first], column[second]);
}
