using Crm.Dedupe.Cleaning;

namespace Crm.Dedupe;

/// <summary>Takes records as rows of texts and makes a <see cref="RecordSet"/> of them.</summary>
/// <param name="types">What each column holds; null for one to leave out. E-mail, phone, website, street, other id and free text may come several times.</param>
public sealed class RecordSetBuilder(IReadOnlyList<FieldType?> types)
{
    private readonly List<RecordId> _ids = [];
    private readonly ColumnBuilder<NameValue> _given = new(NameValue.Person);
    private readonly ColumnBuilder<NameValue> _family = new(NameValue.Person);
    private readonly ColumnBuilder<WordList> _company = new(WordList.Company);
    private readonly ColumnBuilder<NameValue> _city = new(NameValue.City);
    private readonly ColumnBuilder<CodeValue> _postcode = new(CodeValue.From);
    private readonly ColumnBuilder<CodeValue> _country = new(CodeValue.From);
    private readonly ColumnBuilder<BirthDate> _birthDate = new(BirthDate.From);
    private readonly ColumnBuilder<CodeValue> _taxId = new(CodeValue.From);
    private readonly ColumnBuilder<EmailAddress>[] _emails = Several(types, FieldType.Email, EmailAddress.From);
    private readonly ColumnBuilder<WebHost>[] _hosts =
    [
        .. Several(types, FieldType.Website, WebHost.Of),
        .. Several(types, FieldType.Email, WebHost.OfEmail),
    ];

    private readonly ColumnBuilder<PhoneNumber>[] _phones = Several(types, FieldType.Phone, PhoneNumber.From);
    private readonly ColumnBuilder<StreetAddress>[] _streets = Several(types, FieldType.Street, StreetAddress.From);
    private readonly ColumnBuilder<CodeValue>[] _otherIds = Several(types, FieldType.OtherId, CodeValue.From);
    private readonly ColumnBuilder<WordList>[] _texts = Several(types, FieldType.FreeText, WordList.Text);

    /// <summary>Adds a record. An empty value is one that nobody knows.</summary>
    public void Add(RecordId id, ReadOnlySpan<string?> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, types.Count, nameof(values));
        _ids.Add(id);
        AddName(values);
        _company.Add(First(FieldType.Company, values));
        _city.Add(First(FieldType.City, values));
        _postcode.Add(First(FieldType.Postcode, values));
        _country.Add(First(FieldType.Country, values));
        _birthDate.Add(First(FieldType.BirthDate, values));
        _taxId.Add(First(FieldType.TaxId, values));
        AddAll(FieldType.Email, values, _emails);
        AddAll(FieldType.Website, values, _hosts);
        AddAll(FieldType.Email, values, _hosts.AsSpan(_hosts.Length - _emails.Length));
        AddAll(FieldType.Phone, values, _phones);
        AddAll(FieldType.OtherId, values, _otherIds);
        AddAll(FieldType.FreeText, values, _texts);
        AddStreets(values);
    }

    public RecordSet Build()
    {
        var hashes = new ulong[_ids.Count];
        var given = Cleaned(_given, hashes);
        var family = Cleaned(_family, hashes);
        var company = Cleaned(_company, hashes);
        var city = Cleaned(_city, hashes);
        var postcode = Cleaned(_postcode, hashes);
        var country = Cleaned(_country, hashes);
        var birthDate = Cleaned(_birthDate, hashes);
        var taxId = Cleaned(_taxId, hashes);
        var emails = Array.ConvertAll(_emails, column => Cleaned(column, hashes));
        var hosts = Array.ConvertAll(_hosts, column => Cleaned(column, hashes));
        var phones = Array.ConvertAll(_phones, column => Cleaned(column, hashes));
        var streets = Array.ConvertAll(_streets, column => Cleaned(column, hashes));
        var otherIds = Array.ConvertAll(_otherIds, column => Cleaned(column, hashes));
        var texts = Array.ConvertAll(_texts, column => Cleaned(column, hashes));

        int[] order = [.. Enumerable.Range(0, hashes.Length)];
        Array.Sort(
            order,
            (first, second) => (hashes[first], _ids[first].Value).CompareTo((hashes[second], _ids[second].Value))
        );
        var columns = new RecordColumns(Array.ConvertAll(order, row => _ids[row]))
        {
            Given = given.InOrder(order),
            Family = family.InOrder(order),
            Company = company.InOrder(order),
            City = city.InOrder(order),
            Postcode = postcode.InOrder(order),
            Country = country.InOrder(order),
            BirthDate = birthDate.InOrder(order),
            TaxId = taxId.InOrder(order),
            Emails = Array.ConvertAll(emails, column => column.InOrder(order)),
            Hosts = Array.ConvertAll(hosts, column => column.InOrder(order)),
            Phones = Array.ConvertAll(phones, column => column.InOrder(order)),
            Streets = Array.ConvertAll(streets, column => column.InOrder(order)),
            OtherIds = Array.ConvertAll(otherIds, column => column.InOrder(order)),
            Texts = Array.ConvertAll(texts, column => column.InOrder(order)),
        };
        return new RecordSet(columns);
    }

    private static ColumnBuilder<T>[] Several<T>(
        IReadOnlyList<FieldType?> types,
        FieldType type,
        Func<string, T?> clean
    )
        where T : class, ICleanValue =>
        [.. types.Where(candidate => candidate == type).Select(_ => new ColumnBuilder<T>(clean))];

    private static ColumnBuilder<T>.Cleaned Cleaned<T>(ColumnBuilder<T> column, ulong[] hashes)
        where T : class, ICleanValue
    {
        var cleaned = column.Clean();
        cleaned.AddTo(hashes);
        return cleaned;
    }

    private string? First(FieldType type, ReadOnlySpan<string?> values)
    {
        for (var column = 0; column < values.Length; column++)
        {
            if (types[column] == type && !string.IsNullOrWhiteSpace(values[column]))
            {
                return values[column];
            }
        }

        return null;
    }

    private void AddAll<T>(FieldType type, ReadOnlySpan<string?> values, ReadOnlySpan<ColumnBuilder<T>> columns)
        where T : class, ICleanValue
    {
        var next = 0;
        for (var column = 0; column < values.Length; column++)
        {
            if (types[column] == type)
            {
                columns[next++].Add(values[column]);
            }
        }
    }

    /// <summary>People type whole names into one of the two fields as well.</summary>
    private void AddName(ReadOnlySpan<string?> values)
    {
        var given = First(FieldType.GivenName, values);
        var family = First(FieldType.FamilyName, values);
        var full = (given, family) switch
        {
            (null, null) => First(FieldType.FullName, values),
            (null, _) when family.AsSpan().Trim().Contains(' ') => family,
            (_, null) when given.AsSpan().Trim().Contains(' ') => given,
            _ => null,
        };
        if (full is not null)
        {
            (given, family) = FullName.Split(full);
        }

        _given.Add(given);
        _family.Add(family);
    }

    private void AddStreets(ReadOnlySpan<string?> values)
    {
        var number = First(FieldType.HouseNumber, values);
        var next = 0;
        for (var column = 0; column < values.Length; column++)
        {
            if (types[column] == FieldType.Street)
            {
                var street = values[column];
                _streets[next++]
                    .Add(number is null || string.IsNullOrWhiteSpace(street) ? street : $"{number}\t{street}");
            }
        }
    }
}
