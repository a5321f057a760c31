namespace Crm.Cli.Seeding.Duplicates;

/// <summary>Where customers live, as far as a change needs it: other places, names and numbers than those a customer has.</summary>
internal abstract class Surroundings
{
    /// <summary>What companies' names may end with, in the form in which it is appended.</summary>
    public abstract IReadOnlyList<string> LegalForms { get; }

    public abstract MadePlace Place();

    /// <summary>Another address of a person.</summary>
    public abstract string Email(MadeCustomer of);

    /// <summary>Another number, in international form.</summary>
    public abstract string Phone(MadeCustomer of);
}

/// <summary>A place to move to.</summary>
internal sealed record MadePlace(string Street, string Postcode, string City, string Region, string Country);
