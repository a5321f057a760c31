using Crm.Dedupe.Cleaning;

namespace Crm.Dedupe;

/// <summary>Takes records as rows of texts and makes a <see cref="RecordSet"/> of them.</summary>
public sealed class RecordSetBuilder
{
    // So many records are cleaned at a time, a column to a core, and their texts forgotten.
    private const int RecordsAtATime = 8192;
    private const int WorthAllCores = 256;

    private readonly IReadOnlyList<FieldType?> _types;
    private readonly List<RecordId> _ids = [];
    private readonly List<Action> _cleanings = [];
    private readonly List<Action<ulong[]>> _hashings = [];
    private readonly Vocabulary _companyWords = new();
    private readonly Vocabulary _textWords = new();
    private readonly ColumnBuilder<NameValue> _given;
    private readonly ColumnBuilder<NameValue> _family;
    private readonly ColumnBuilder<WordList> _company;
    private readonly ColumnBuilder<NameValue> _city;
    private readonly ColumnBuilder<CodeValue> _postcode;
    private readonly ColumnBuilder<CodeValue> _country;
    private readonly ColumnBuilder<BirthDate> _birthDate;
    private readonly ColumnBuilder<CodeValue> _taxId;
    private readonly ColumnBuilder<EmailAddress>[] _emails;
    private readonly ColumnBuilder<WebHost>[] _hosts;
    private readonly ColumnBuilder<PhoneNumber>[] _phones;
    private readonly ColumnBuilder<StreetAddress>[] _streets;
    private readonly ColumnBuilder<CodeValue>[] _otherIds;
    private readonly ColumnBuilder<WordList>[] _texts;
    private int _waiting;

    /// <param name="types">What each column holds; null for one to leave out. E-mail, phone, website, street, other id and free text may come several times.</param>
    public RecordSetBuilder(IReadOnlyList<FieldType?> types)
    {
        _types = types;
        _given = One(NameValue.Person);
        _family = One(NameValue.Person);
        _company = One(text => WordList.Company(text, _companyWords));
        _city = One(NameValue.City);
        _postcode = One(CodeValue.From);
        _country = One(CodeValue.From);
        _birthDate = One(BirthDate.From);
        _taxId = One(CodeValue.From);
        _emails = Several(FieldType.Email, EmailAddress.From);
        _hosts = [.. Several(FieldType.Website, WebHost.Of), .. Several(FieldType.Email, WebHost.OfEmail)];
        _phones = Several(FieldType.Phone, PhoneNumber.From);
        _streets = Several(FieldType.Street, StreetAddress.From);
        _otherIds = Several(FieldType.OtherId, CodeValue.From);
        _texts = Several(FieldType.FreeText, text => WordList.Text(text, _textWords));
    }

    /// <summary>Adds a record. An empty value is one that nobody knows.</summary>
    public void Add(RecordId id, ReadOnlySpan<string?> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, _types.Count, nameof(values));
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
        if (++_waiting == RecordsAtATime)
        {
            Clean();
        }
    }

    public RecordSet Build()
    {
        Clean();
        var cells = new CellTable(Order(), _cleanings.Count);
        var columns = new RecordColumns(Array.ConvertAll(cells.Order, row => _ids[row]))
        {
            Given = _given.MoveTo(cells),
            Family = _family.MoveTo(cells),
            Company = _company.MoveTo(cells),
            City = _city.MoveTo(cells),
            Postcode = _postcode.MoveTo(cells),
            Country = _country.MoveTo(cells),
            BirthDate = _birthDate.MoveTo(cells),
            TaxId = _taxId.MoveTo(cells),
            Emails = Array.ConvertAll(_emails, column => column.MoveTo(cells)),
            Hosts = Array.ConvertAll(_hosts, column => column.MoveTo(cells)),
            Phones = Array.ConvertAll(_phones, column => column.MoveTo(cells)),
            Streets = Array.ConvertAll(_streets, column => column.MoveTo(cells)),
            OtherIds = Array.ConvertAll(_otherIds, column => column.MoveTo(cells)),
            Texts = Array.ConvertAll(_texts, column => column.MoveTo(cells)),
            CompanyWords = _companyWords,
            TextWords = _textWords,
        };
        return new RecordSet(columns);
    }

    private ColumnBuilder<T> One<T>(Func<string, T?> clean)
        where T : class, ICleanValue
    {
        var column = new ColumnBuilder<T>(clean);
        _cleanings.Add(column.Clean);
        _hashings.Add(column.AddTo);
        return column;
    }

    private ColumnBuilder<T>[] Several<T>(FieldType type, Func<string, T?> clean)
        where T : class, ICleanValue => [.. _types.Where(candidate => candidate == type).Select(_ => One(clean))];

    private void Clean()
    {
        if (_waiting < WorthAllCores)
        {
            _cleanings.ForEach(clean => clean());
        }
        else
        {
            Parallel.ForEach(_cleanings, clean => clean());
        }

        _waiting = 0;
    }

    /// <summary>An order that depends on what the records hold, and on their ids where that is the same.</summary>
    private int[] Order()
    {
        var hashes = new ulong[_ids.Count];
        _hashings.ForEach(addTo => addTo(hashes));
        int[] order = [.. Enumerable.Range(0, hashes.Length)];
        Array.Sort(hashes, order);
        for (int start = 0, end = 1; start < order.Length; end++)
        {
            if (end == order.Length || hashes[end] != hashes[start])
            {
                order.AsSpan(start, end - start).Sort((one, other) => _ids[one].Value.CompareTo(_ids[other].Value));
                start = end;
            }
        }

        return order;
    }

    private string? First(FieldType type, ReadOnlySpan<string?> values)
    {
        for (var column = 0; column < values.Length; column++)
        {
            if (_types[column] == type && !string.IsNullOrWhiteSpace(values[column]))
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
            if (_types[column] == type)
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
            if (_types[column] == FieldType.Street)
            {
                var street = values[column];
                _streets[next++]
                    .Add(number is null || string.IsNullOrWhiteSpace(street) ? street : $"{number}\t{street}");
            }
        }
    }
}
