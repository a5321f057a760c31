namespace Crm.Cli.Seeding.Duplicates;

/// <summary>What goes wrong when a customer is entered again: one or two things, each of a kind that is seen in practice.</summary>
/// <param name="surroundings">Where the customer lives.</param>
/// <param name="random">Decides what goes wrong; the same things for the same seed.</param>
internal sealed class Corruption(Surroundings surroundings, Random random)
{
    private static readonly Change[] OfPeople =
    [
        Change.TypoInFamilyName,
        Change.TypoInFamilyName,
        Change.TypoInGivenName,
        Change.SwappedNames,
        Change.ShortGivenName,
        Change.MissingField,
        Change.MissingField,
        Change.MovedAddress,
        Change.OtherEmail,
        Change.OtherPhone,
        Change.DialledOtherwise,
        Change.TypoInStreet,
        Change.UpperCase,
    ];

    private static readonly Change[] OfCompanies =
    [
        Change.TypoInCompany,
        Change.TypoInCompany,
        Change.OtherLegalForm,
        Change.OtherLegalForm,
        Change.MissingField,
        Change.MissingField,
        Change.MovedAddress,
        Change.OtherEmail,
        Change.OtherPhone,
        Change.DialledOtherwise,
        Change.TypoInStreet,
        Change.UpperCase,
    ];

    /// <summary>The customer as entered again; by chance as it was, where what should go wrong had nothing to go wrong with.</summary>
    public MadeCustomer Of(MadeCustomer original)
    {
        var once = ChangedOnce(original);
        return random.Next(3) == 0 ? ChangedOnce(once) : once;
    }

    /// <summary>The customer with this change; as it was, where there is nothing to change.</summary>
    public MadeCustomer With(Change change, MadeCustomer of)
    {
        var changed = Changed(of, change);
        return changed == of ? of : changed with { Changes = [.. of.Changes, change] };
    }

    private MadeCustomer ChangedOnce(MadeCustomer of)
    {
        var changes = of.IsPerson ? OfPeople : OfCompanies;
        return With(changes[random.Next(changes.Length)], of);
    }

    private MadeCustomer Changed(MadeCustomer of, Change change) =>
        change switch
        {
            Change.TypoInFamilyName => of with { FamilyName = Typo(of.FamilyName) },
            Change.TypoInGivenName => of with { GivenName = Typo(of.GivenName) },
            Change.TypoInCompany => of with { Company = Typo(of.Company) },
            Change.TypoInStreet => of with { Street = Typo(of.Street) },
            Change.SwappedNames => of with { GivenName = of.FamilyName, FamilyName = of.GivenName },
            Change.ShortGivenName => of with { GivenName = Shortened(of.GivenName) },
            Change.OtherLegalForm => of with { Company = WithOtherForm(of.Company) },
            Change.MissingField => WithoutField(of),
            Change.MovedAddress => Moved(of),
            Change.OtherEmail => of with { Email = OtherEmail(of) },
            Change.OtherPhone => of with { Phone = of.Phone.Length == 0 ? "" : surroundings.Phone(of) },
            Change.DialledOtherwise => of with { Phone = DialledOtherwise(of.Phone) },
            Change.UpperCase => InCapitals(of),
            Change.Sparse => WithLittle(of),
        };

    private string Shortened(string given)
    {
        if (IsHan(given[0]))
        {
            return given;
        }

        return random.Next(3) == 0 ? $"{given[0]}." : ShortNames.Of(given);
    }

    private MadeCustomer WithoutField(MadeCustomer of) =>
        random.Next(4) switch
        {
            0 => of with { Email = "" },
            1 => of with { Phone = "" },
            2 => of with { Street = "", Postcode = "" },
            _ => of with { Website = "", BirthDate = "", TaxId = "", Company = of.IsPerson ? "" : of.Company },
        };

    /// <summary>A name, and a way or two to find whose it is.</summary>
    private MadeCustomer WithLittle(MadeCustomer of)
    {
        var (hasEmail, hasPhone) = (random.Next(2) == 0, random.Next(2) == 0);
        var hasStreet = !(hasEmail || hasPhone) || random.Next(2) == 0;
        return of with
        {
            Email = hasEmail ? of.Email : "",
            Phone = hasPhone ? of.Phone : "",
            Street = hasStreet ? of.Street : "",
            Postcode = hasStreet ? of.Postcode : "",
            Website = "",
            BirthDate = "",
            TaxId = "",
        };
    }

    private MadeCustomer Moved(MadeCustomer of)
    {
        var place = surroundings.Place();
        return of with
        {
            Street = place.Street,
            Postcode = place.Postcode,
            City = place.City,
            Region = place.Region,
            Country = place.Country,
        };
    }

    private string OtherEmail(MadeCustomer of)
    {
        if (of.Email.Length == 0)
        {
            return "";
        }

        return random.Next(3) == 0 ? of.Email.Replace("@", "+crm@", StringComparison.Ordinal)
            : of.IsPerson ? surroundings.Email(of)
            : $"sales{of.Email[of.Email.IndexOf('@', StringComparison.Ordinal)..]}";
    }

    private static string DialledOtherwise(string phone) => phone.StartsWith('+') ? NationalNumber.Of(phone) : phone;

    private string WithOtherForm(string company)
    {
        var forms = surroundings.LegalForms;
        var form = forms.FirstOrDefault(form => company.EndsWith(form, StringComparison.Ordinal), "");
        var bare = company[..^form.Length];
        return random.Next(2) == 0 ? bare : bare + forms[random.Next(forms.Count)];
    }

    private static MadeCustomer InCapitals(MadeCustomer of) =>
        of with
        {
            GivenName = of.GivenName.ToUpperInvariant(),
            FamilyName = of.FamilyName.ToUpperInvariant(),
            Company = of.Company.ToUpperInvariant(),
            City = of.City.ToUpperInvariant(),
        };

    /// <summary>A letter left out, doubled, wrong, or swapped with the next one.</summary>
    private string Typo(string text)
    {
        if (text.Length < 3)
        {
            return text;
        }

        var at = random.Next(1, text.Length - 1);
        return random.Next(4) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, text[at].ToString()),
            2 => text[..at] + WrongLetter(text, at) + text[(at + 1)..],
            _ => $"{text[..at]}{text[at + 1]}{text[at]}{text[(at + 2)..]}",
        };
    }

    private char WrongLetter(string text, int at) =>
        IsHan(text[at]) ? text[random.Next(text.Length)] : (char)('a' + random.Next(26));

    private static bool IsHan(char letter) => letter is >= '\u4E00' and <= '\u9FFF';
}
