using Crm.Dedupe.Cleaning;
using Crm.Dedupe.Comparing;

namespace Crm.Dedupe.Blocking;

/// <summary>The keys of a record: two records that share none are never compared.</summary>
internal sealed class BlockKeys(RecordColumns records, WordWeights companyWeights)
{
    public const int Most = 16;
    private const int TellingLocalPart = 5;
    private const int PhoneDigits = 7;
    private const int FewKeys = 4;
    private const ulong SmallMask = ulong.MaxValue >> 1;

    /// <summary>Writes the keys and their kinds, without repeats, the most telling fields first; answers how many.</summary>
    public int Of(int row, Span<ulong> keys, Span<BlockKind> kinds)
    {
        var writer = new Writer(keys, kinds);
        Write(row, ref writer);
        return writer.Count;
    }

    /// <summary>The kinds of the keys that two records share.</summary>
    public IReadOnlyList<BlockKind> Shared(int first, int second)
    {
        Span<ulong> keys = stackalloc ulong[2 * Most];
        Span<BlockKind> kinds = stackalloc BlockKind[2 * Most];
        var one = Of(first, keys[..Most], kinds[..Most]);
        var other = Of(second, keys[Most..], kinds[Most..]);
        List<BlockKind> shared = [];
        for (var index = 0; index < one; index++)
        {
            if (keys.Slice(Most, other).Contains(keys[index]))
            {
                shared.Add(kinds[index]);
            }
        }

        return shared;
    }

    /// <summary>The keys for looking up, without those of strangers in one town or of one house number.</summary>
    public IReadOnlyList<RecordKey> Telling(int row)
    {
        Span<ulong> hashes = stackalloc ulong[Most];
        Span<BlockKind> kinds = stackalloc BlockKind[Most];
        var count = Of(row, hashes, kinds);
        List<RecordKey> keys = [];
        for (var index = 0; index < count; index++)
        {
            if (kinds[index] is not (BlockKind.InitialsAndPlace or BlockKind.StreetAndNumber))
            {
                keys.Add(new RecordKey(kinds[index], (long)hashes[index]));
            }
        }

        return keys;
    }

    private void Write(int row, ref Writer writer)
    {
        WriteIdentifiers(row, ref writer);
        if (records.IsPerson(row))
        {
            WritePerson(row, ref writer);
        }

        WriteStreets(row, ref writer);
        WriteCompany(row, ref writer);
        if (writer.Count < FewKeys)
        {
            WriteNameEnds(row, ref writer);
        }
    }

    /// <summary>A letter that is lost, or a legal form that is misspelt, changes most keys that are made of a name, but seldom its ends or its first word.</summary>
    private void WriteNameEnds(int row, ref Writer writer)
    {
        if (records.IsPerson(row))
        {
            writer.Add(
                BlockKind.NameEnds,
                Start(records.Given[row]?.Latin, 1) ?? "-",
                Ends((records.Family[row] ?? records.Given[row])!.Latin)
            );
        }
        else if (records.Company[row]?.Latin is { Length: > 0 } name)
        {
            writer.Add(BlockKind.NameEnds, "-", Ends(name));
            writer.Add(BlockKind.NameEnds, "--", name.Split(' ')[0]);
        }
    }

    private static string Ends(string name) => name.Length > 2 ? $"{name[0]}{name[^2..]}" : name;

    private void WriteIdentifiers(int row, ref Writer writer)
    {
        writer.Add(BlockKind.TaxId, records.TaxId[row]?.Key);
        foreach (var column in records.OtherIds)
        {
            writer.Add(BlockKind.OtherId, column[row]?.Key);
        }

        foreach (var column in records.Emails)
        {
            var email = column[row];
            writer.Add(BlockKind.Email, email?.Key);
            writer.Add(
                BlockKind.EmailLocalPart,
                email is { Local.Length: >= TellingLocalPart, IsRole: false } ? email.Local : default
            );
        }

        foreach (var column in records.Phones)
        {
            writer.Add(
                BlockKind.Phone,
                column[row]?.Key is { Length: >= PhoneDigits } digits
                    ? digits.AsSpan(digits.Length - PhoneDigits)
                    : default
            );
        }
    }

    private void WritePerson(int row, ref Writer writer)
    {
        var (given, family) = (records.Given[row], records.Family[row]);
        if (given is not null && family is not null)
        {
            writer.AddUnordered(BlockKind.FullName, given.Latin, family.Latin);
            writer.AddUnordered(BlockKind.NameSkeleton, given.Skeleton, family.Skeleton);
        }

        var initials = Initials(given, family);
        if (records.BirthDate[row] is { } birthDate)
        {
            writer.Add(BlockKind.InitialsAndBirthDate, initials, birthDate.Key);
            writer.Add(
                BlockKind.BirthDateAndPlace,
                birthDate.Key,
                Start(records.City[row]?.Latin, 1) ?? Start(records.Postcode[row]?.Key, 1)
            );
        }

        var postcode = records.Postcode[row]?.Key;
        writer.Add(BlockKind.NameStartAndPostcode, initials, postcode);
        writer.Add(
            BlockKind.NameStartAndPlace,
            Start(family?.Skeleton ?? given?.Skeleton, 4),
            records.City[row]?.Skeleton ?? postcode
        );
        writer.Add(BlockKind.InitialsAndPlace, initials, records.City[row]?.Skeleton);
        foreach (var column in records.Hosts)
        {
            writer.Add(BlockKind.HostAndInitial, initials, column[row]?.Key);
        }
    }

    private void WriteStreets(int row, ref Writer writer)
    {
        foreach (var column in records.Streets)
        {
            if (column[row] is { } street)
            {
                var name = Skeleton.Of(Transliteration.Latin(street.Name.ToString()));
                writer.Add(BlockKind.StreetAndNumber, Start(name, 3), street.Number);
                writer.Add(BlockKind.StreetAndPostcode, Start(name, 5), records.Postcode[row]?.Key);
            }
        }
    }

    private void WriteCompany(int row, ref Writer writer)
    {
        if (records.Company[row] is not { } company)
        {
            return;
        }

        var place = records.City[row]?.Skeleton ?? Start(records.Postcode[row]?.Key, 3);
        var (rarest, second) = companyWeights.Rarest(company);
        if (records.IsPerson(row))
        {
            // Colleagues are many, and a person is found by the name.
            writer.Add(
                BlockKind.CompanyWords,
                Start(records.Given[row]?.Skeleton ?? records.Family[row]?.Skeleton, 2),
                rarest
            );
            return;
        }

        writer.Add(BlockKind.CompanyName, Skeleton.Of(company.Latin));
        writer.Add(BlockKind.CompanyStart, Start(Skeleton.Of(company.Latin), 5));
        writer.Add(BlockKind.CompanyWordAndPlace, Skeleton.Of(Transliteration.Latin(rarest)), place);
        if (second is not null)
        {
            writer.AddUnordered(BlockKind.CompanyWords, rarest, second);
            writer.Add(BlockKind.CompanyWordAndPlace, Skeleton.Of(Transliteration.Latin(second)), place);
        }

        foreach (var column in records.Hosts)
        {
            writer.Add(BlockKind.HostAndInitial, column[row] is { } host ? host.Name : default);
        }
    }

    /// <summary>The first letters of both names in the order of the alphabet, as people swap the fields; of one name alone more of them.</summary>
    private static string? Initials(NameValue? given, NameValue? family)
    {
        var one = Start(given?.Latin, 1);
        var other = Start(family?.Latin, 1);
        return one is null || other is null ? Start((given ?? family)?.Latin, 3)
            : string.CompareOrdinal(one, other) <= 0 ? one + other
            : other + one;
    }

    private static string? Start(string? text, int length) =>
        string.IsNullOrEmpty(text) ? null
        : text.Length <= length ? text
        : text[..length];

    /// <summary>Collects keys; those of missing values are none.</summary>
    private ref struct Writer(Span<ulong> keys, Span<BlockKind> kinds)
    {
        public Span<ulong> Keys { get; } = keys;

        public Span<BlockKind> Kinds { get; } = kinds;

        public int Count { get; private set; }

        public void Add(BlockKind kind, ReadOnlySpan<char> text)
        {
            if (text.Length > 0)
            {
                Add(kind, StableHash.Of(text));
            }
        }

        public void Add(BlockKind kind, ReadOnlySpan<char> first, ReadOnlySpan<char> second)
        {
            if (first.Length > 0 && second.Length > 0)
            {
                Add(kind, StableHash.Combine(StableHash.Of(first), StableHash.Of(second)));
            }
        }

        public void AddUnordered(BlockKind kind, string first, string second)
        {
            if (string.CompareOrdinal(first, second) <= 0)
            {
                Add(kind, first, second);
            }
            else
            {
                Add(kind, second, first);
            }
        }

        private void Add(BlockKind kind, ulong hash)
        {
            var key = StableHash.Combine((ulong)kind + 1, hash) & SmallMask;
            if (Count < Keys.Length && !Keys[..Count].Contains(key))
            {
                Kinds[Count] = kind;
                Keys[Count++] = key;
            }
        }
    }
}
