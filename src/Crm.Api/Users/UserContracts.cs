using System.ComponentModel.DataAnnotations;
using Crm.Api.Http.Records;
using Crm.Api.Kernel.Validation;
using Crm.Api.Teams;

namespace Crm.Api.Users;

/// <summary>A person of ours, as it is written.</summary>
internal sealed class UserForm
{
    [Required]
    [StringLength(200)]
    [Example("Moses Frase")]
    public string? Name { get; init; }

    /// <summary>Unique; kept in lower case.</summary>
    [StringLength(254)]
    [Example("moses.frase@example.com")]
    public string? Email { get; init; }

    /// <summary>True unless given; false for somebody who has left.</summary>
    [Example(true)]
    public bool? IsActive { get; init; }

    [RefersTo("teams")]
    public Guid? TeamId { get; init; }

    /// <summary>The user this one reports to; never in a circle.</summary>
    [RefersTo("users")]
    public Guid? ManagerId { get; init; }

    /// <summary>BCP 47.</summary>
    [StringLength(35)]
    [LanguageTag]
    [Example("en")]
    public string? Language { get; init; }

    /// <summary>IANA.</summary>
    [StringLength(60)]
    [IanaTimeZone]
    [Example("America/New_York")]
    public string? TimeZone { get; init; }

    /// <summary>What other systems call this user; each is unique.</summary>
    [MaxLength(50)]
    public IReadOnlyList<ExternalIdForm>? ExternalIds { get; init; }
}

/// <summary>A person of ours: who sells, serves or looks after customers.</summary>
internal sealed class UserResponse : RecordResponse
{
    [Required]
    [Example("Moses Frase")]
    public required string Name { get; init; }

    [Example("moses.frase@example.com")]
    public string? Email { get; init; }

    [Required]
    [Example(true)]
    public required bool IsActive { get; init; }

    [RefersTo("teams")]
    public Guid? TeamId { get; init; }

    [RefersTo("users")]
    public Guid? ManagerId { get; init; }

    [Example("en")]
    public string? Language { get; init; }

    [Example("America/New_York")]
    public string? TimeZone { get; init; }

    public IReadOnlyList<ExternalIdForm>? ExternalIds { get; init; }

    /// <summary>The team, when expanded.</summary>
    public TeamResponse? Team { get; set; }

    /// <summary>The user this one reports to, when expanded.</summary>
    public UserResponse? Manager { get; set; }
}
