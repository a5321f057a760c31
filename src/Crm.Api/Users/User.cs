using Crm.Api.Kernel;

namespace Crm.Api.Users;

/// <summary>A person of ours: who sells, serves or looks after customers.</summary>
internal sealed class User : Record
{
    public string Name { get; set; } = "";

    /// <summary>The name folded for sorting and searching.</summary>
    public string NameSort { get; set; } = "";

    /// <summary>In identity form; no two users outside the trash have the same.</summary>
    public string? Email { get; set; }

    /// <summary>False for somebody who has left: what they did keeps their name.</summary>
    public bool IsActive { get; set; }

    public Guid? TeamId { get; set; }

    /// <summary>The user this one reports to.</summary>
    public Guid? ManagerId { get; set; }

    public string? Language { get; set; }

    public string? TimeZone { get; set; }

    public List<ExternalId<User>> ExternalIds { get; } = [];

    public void NameIt(string name)
    {
        Name = name.Trim();
        NameSort = SortKey.Of(name);
    }

    public void ReachBy(string? email) =>
        Email = email is null
            ? null
            : Normaliser.Email(email)
                ?? throw RuleBroken.Invalid("email-invalid", $"'{email}' is not an e-mail address.", "/email");
}
