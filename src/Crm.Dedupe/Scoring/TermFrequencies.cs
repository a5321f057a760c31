using Crm.Dedupe.Cleaning;
using Crm.Dedupe.Comparing;

namespace Crm.Dedupe.Scoring;

/// <summary>
/// How much more common than average a value is on which two records agree, in bits. Agreeing on Smith is worth less than
/// agreeing on Featherstonehaugh (Newcombe 1959).
/// </summary>
internal sealed class TermFrequencies(RecordColumns records, MatchModel model, TermCounts counts)
{
    // Records that the default share counts for, when a value's own share is estimated.
    private const double PriorRecords = 500;

    // The pair itself does not make its value common; an identifier not either until more have it than one thing has copies.
    private const int Pair = 2;
    private const int Copies = 8;

    /// <summary>The bits by comparison; 0 where the records do not agree exactly.</summary>
    public void Commonness(int first, int second, ComparisonVector vector, Span<double> bits)
    {
        bits.Clear();
        if (vector[Comparison.GivenName] == NameLevel.Exact)
        {
            bits[(int)Comparison.GivenName] = OfName(
                Comparison.GivenName,
                NameLevel.Exact,
                Local(counts.Given, records.Given, first)
            );
        }

        if (vector[Comparison.FamilyName] == NameLevel.Exact)
        {
            bits[(int)Comparison.FamilyName] = OfName(
                Comparison.FamilyName,
                NameLevel.Exact,
                Local(counts.Family, records.Family, first)
            );
        }

        if (vector[Comparison.Company] == CompanyLevel.Exact)
        {
            bits[(int)Comparison.Company] = OfName(
                Comparison.Company,
                CompanyLevel.Exact,
                Global(records.Company, first)
            );
        }

        bits[(int)Comparison.Place] = vector[Comparison.Place] switch
        {
            PlaceLevel.City => OfName(Comparison.Place, PlaceLevel.City, Local(counts.City, records.City, first)),
            PlaceLevel.Exact => OfIdentifier(Comparison.Place, PlaceLevel.Exact, Global(records.Postcode, first)),
            _ => 0,
        };
        SetIdentifier(Comparison.Email, records.Emails, first, second, vector, bits);
        SetIdentifier(Comparison.Host, records.Hosts, first, second, vector, bits);
        SetIdentifier(Comparison.Phone, records.Phones, first, second, vector, bits);
        SetIdentifier(Comparison.Street, records.Streets, first, second, vector, bits);
        SetIdentifier(Comparison.OtherId, records.OtherIds, first, second, vector, bits);
    }

    private void SetIdentifier<T>(
        Comparison comparison,
        Column<T>[] columns,
        int first,
        int second,
        ComparisonVector vector,
        Span<double> bits
    )
        where T : class, ICleanValue
    {
        if (vector[comparison] == Levels.Exact(comparison))
        {
            bits[(int)comparison] = OfIdentifier(comparison, Levels.Exact(comparison), Shared(columns, first, second));
        }
    }

    /// <summary>A rare name tells more than the average one.</summary>
    private double OfName(Comparison comparison, int level, (int Count, int Of) shared) =>
        Bits(comparison, level, shared, Pair);

    /// <summary>An identifier is as telling as any, unless many share it.</summary>
    private double OfIdentifier(Comparison comparison, int level, (int Count, int Of) shared) =>
        Math.Max(0, Bits(comparison, level, shared, Copies));

    private double Bits(Comparison comparison, int level, (int Count, int Of) shared, int expected)
    {
        var average = model.Random[(int)comparison][level];
        var share = (Math.Max(0, shared.Count - expected) + (PriorRecords * average)) / (shared.Of + PriorRecords);
        return shared.Count == 0 ? 0 : Math.Log2(share / average);
    }

    private (int Count, int Of) Local(int[] ofRow, Column<NameValue> column, int row) =>
        column.Number(row) == 0 ? (0, 0) : (ofRow[row], counts.Neighbours[row]);

    private (int Count, int Of) Global<T>(Column<T> column, int row)
        where T : class, ICleanValue =>
        column.Number(row) == 0 ? (0, 0) : (column.CountOf(column.Number(row)), counts.Records);

    private (int Count, int Of) Shared<T>(Column<T>[] columns, int first, int second)
        where T : class, ICleanValue
    {
        foreach (var column in columns)
        {
            if (column.Number(first) != 0 && column.Number(first) == column.Number(second))
            {
                return (column.CountOf(column.Number(first)), counts.Records);
            }
        }

        return (0, 0);
    }
}
