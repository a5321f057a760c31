using System.Text.Json;
using System.Text.Json.Serialization;
using Crm.Dedupe.Cleaning;
using Crm.Dedupe.Comparing;
using Crm.Dedupe.Resources;
using Crm.Dedupe.Scoring;

namespace Crm.Dedupe;

/// <summary>
/// What a run has learned of its set, so that records which come later can be judged alike: the model, and which names, words
/// and identifiers are common.
/// </summary>
public sealed class FittedModel
{
    // A word of the shipped table stands in about one name of this many.
    private const int RecordsPerCommonWord = 200;
    private const int RecordsOfDefault = 10_000;

    private readonly ModelContent _content;

    private FittedModel(ModelContent content)
    {
        _content = content;
        Model = new MatchModel(content.Match, content.Random, content.Shares, content.PairsPerCandidate);
    }

    /// <summary>What is known before any run.</summary>
    public static FittedModel Default { get; } = new(DefaultContent());

    internal MatchModel Model { get; }

    /// <exception cref="FormatException">The text is no model, or one of another version of the engine.</exception>
    public static FittedModel FromJson(string json)
    {
        try
        {
            if (JsonSerializer.Deserialize(json, ModelJson.Default.ModelContent) is { HasShape: true } content)
            {
                return new FittedModel(content);
            }
        }
        catch (JsonException broken)
        {
            throw new FormatException("The text is no model.", broken);
        }

        throw new FormatException("The model is of another version of the engine.");
    }

    public string ToJson() => JsonSerializer.Serialize(_content, ModelJson.Default.ModelContent);

    internal static FittedModel Of(RecordColumns records, MatchModel model) => new(ModelContent.Of(records, model));

    internal WordWeights CompanyWeights(RecordColumns records) =>
        _content.CompanyWords.ToWeights(records.CompanyWords, _content.Records);

    internal WordWeights TextWeights(RecordColumns records) =>
        _content.TextWords.ToWeights(records.TextWords, _content.Records);

    /// <summary>How common the values of a few records are in the set of the model.</summary>
    internal TermCounts Count(RecordColumns records)
    {
        records.Company.CountBy(_content.Companies.Of);
        records.Postcode.CountBy(_content.Postcodes.Of);
        CountBy(records.Emails, _content.Emails);
        CountBy(records.Hosts, _content.Hosts);
        CountBy(records.Phones, _content.Phones);
        CountBy(records.Streets, _content.Streets);
        CountBy(records.OtherIds, _content.OtherIds);
        var strata = new StratumContent?[records.Count];
        for (var row = 0; row < strata.Length; row++)
        {
            var (country, script) = (records.Country[row]?.Key ?? "", Strata.ScriptOf(records, row));
            strata[row] = Array.Find(
                _content.Strata,
                stratum => stratum.Country == country && stratum.Script == script
            );
        }

        return new TermCounts(
            _content.Records,
            Array.ConvertAll(strata, stratum => stratum?.Records ?? 0),
            CountBy(records.Given, strata, stratum => stratum.Given),
            CountBy(records.Family, strata, stratum => stratum.Family),
            CountBy(records.City, strata, stratum => stratum.City)
        );
    }

    private static void CountBy<T>(Column<T>[] columns, CommonValues values)
        where T : class, ICleanValue
    {
        foreach (var column in columns)
        {
            column.CountBy(values.Of);
        }
    }

    private static int[] CountBy(
        Column<NameValue> column,
        StratumContent?[] strata,
        Func<StratumContent, CommonValues> values
    ) =>
        [
            .. strata.Select(
                (stratum, row) => stratum is not null && column[row] is { } value ? values(stratum).Of(value) : 0
            ),
        ];

    private static ModelContent DefaultContent() =>
        new()
        {
            Match = MatchModel.Default.Match,
            Random = MatchModel.Default.Random,
            Shares = MatchModel.Default.Shares,
            PairsPerCandidate = 0,
            Records = RecordsOfDefault,
            Strata = [],
            Companies = CommonValues.None,
            Postcodes = CommonValues.None,
            Emails = CommonValues.None,
            Hosts = CommonValues.None,
            Phones = CommonValues.None,
            Streets = CommonValues.None,
            OtherIds = CommonValues.None,
            CompanyWords = new CommonValues(
                CommonWords().ToDictionary(word => word, _ => RecordsOfDefault / RecordsPerCommonWord),
                Others: 0
            ),
            TextWords = CommonValues.None,
        };

    private static IEnumerable<string> CommonWords()
    {
        var words = new Vocabulary();
        foreach (var row in EmbeddedTable.Rows("company-words.tsv"))
        {
            WordList.Company(row[0], words);
        }

        return Enumerable.Range(0, words.Count).Select(word => words[word]);
    }
}

/// <summary>Reads and writes a model without reflection.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(ModelContent))]
internal sealed partial class ModelJson : JsonSerializerContext;
