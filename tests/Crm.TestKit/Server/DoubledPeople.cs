using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Crm.TestKit;

/// <summary>Many made-up people, some of whom come a second time with a letter of their name mistyped.</summary>
public sealed class DoubledPeople(int people, int doubles)
{
    private static readonly string[] Syllables =
    [
        "ba",
        "che",
        "di",
        "fo",
        "gu",
        "hal",
        "jor",
        "kem",
        "lin",
        "mo",
        "nus",
        "per",
        "qua",
        "rel",
        "sti",
        "tov",
        "vu",
        "wes",
        "xa",
        "zyl",
    ];

    public int Count => people + doubles;

    /// <summary>Makes them; those who come twice come last.</summary>
    public Task<JsonObject> AddToAsync(HttpClient client) =>
        client.ImportAsync(new { resource = "customers", mode = "create" }, File());

    /// <summary>A row for each of them.</summary>
    public string File()
    {
        var file = new StringBuilder(
            "kind,givenName,familyName,contactPoints[0].channel,contactPoints[0].value,contactPoints[1].channel,contactPoints[1].value,"
                + "addresses[0].street,addresses[0].city\n"
        );
        for (var number = 0; number < people; number++)
        {
            Append(file, number, Family(number));
        }

        foreach (var number in Doubled())
        {
            var family = Family(number);
            Append(file, number, $"{family[..^1]}{(family[^1] == 'e' ? 'a' : 'e')}");
        }

        return file.ToString();
    }

    /// <summary>The clusters there should be, as <see cref="Deduping.ClustersAsync"/> writes them.</summary>
    public IReadOnlyList<string> Clusters() =>
        [
            .. Doubled()
                .Select(number =>
                {
                    var family = Family(number);
                    return $"{Given(number)} {family} + {Given(number)} {family[..^1]}{(family[^1] == 'e' ? 'a' : 'e')}";
                }),
        ];

    private IEnumerable<int> Doubled() => Enumerable.Range(0, doubles).Select(index => index * (people / doubles));

    private static void Append(StringBuilder file, int number, string family) =>
        file.Append(
            CultureInfo.InvariantCulture,
            $"person,{Given(number)},{family},email,{Given(number)}.{Family(number)}@{Name(number, 5)}.example,"
                + $"phone,+49 30 {Mixed(number, 6) % 9_000_000 + 1_000_000},{Name(number, 7)}weg {number % 90},{Name(number / 40, 8)}stadt\n"
        );

    private static string Given(int number) => Capital(Name(number, 1));

    private static string Family(int number) => Capital(Name(number, 2) + Name(number, 3)[..3]);

    private static string Name(int number, int field)
    {
        var digits = Mixed(number, field);
        return string.Concat(
            Enumerable.Range(0, 4).Select(place => Syllables[(int)((digits >> (8 * place)) % (ulong)Syllables.Length)])
        );
    }

    /// <summary>SplitMix64: numbers that are next to each other have nothing in common.</summary>
    private static ulong Mixed(int number, int field)
    {
        unchecked
        {
            var mixed = ((ulong)number * 16) + (ulong)field + 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
