using Crm.Api.Kernel;

namespace Crm.Api.Customers;

/// <summary>A way to reach a customer. Not unique: a family shares a phone.</summary>
internal sealed class ContactPoint : ListedPart
{
    public ContactChannel Channel { get; set; }

    /// <summary>As it was typed.</summary>
    public string Value { get; set; } = "";

    /// <summary>The identity form, by which lookup and upsert find it; null when it has none, as a phone number without country.</summary>
    public string? Normalized { get; set; }

    public string? Label { get; set; }

    /// <summary>The one to use first on its channel.</summary>
    public bool IsPrimary { get; set; }

    /// <summary>False once something sent there came back; null: nobody knows.</summary>
    public bool? IsValid { get; set; }

    /// <summary>When the customer was seen to answer there.</summary>
    public DateTimeOffset? VerifyTime { get; set; }

    /// <summary>The identity form of a value on a channel.</summary>
    public static string? NormalForm(ContactChannel channel, string value, string? country) =>
        channel switch
        {
            ContactChannel.Email => Normaliser.Email(value),
            ContactChannel.Phone or ContactChannel.Mobile or ContactChannel.Fax => Normaliser.Phone(value, country),
            ContactChannel.Web => Normaliser.Domain(value),
            ContactChannel.Chat => Normaliser.Identifier(value),
        };
}

/// <summary>What kind of contact point it is.</summary>
internal enum ContactChannel
{
    Email,
    Phone,
    Mobile,
    Fax,
    Web,
    Chat,
}
