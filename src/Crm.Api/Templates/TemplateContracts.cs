using System.ComponentModel.DataAnnotations;
using Crm.Api.Http.Records;
using Crm.Api.Kernel.Validation;
using Crm.Api.Outreach;

namespace Crm.Api.Templates;

/// <summary>A letter with gaps, as it is written.</summary>
internal sealed class TemplateForm
{
    /// <summary>Unique.</summary>
    [Required]
    [StringLength(120)]
    [Example("Spring offer")]
    public string? Name { get; init; }

    /// <summary>E-mail needs a subject; only e-mail and letters have HTML.</summary>
    [Required]
    [Example("email")]
    public OutreachChannel? Channel { get; init; }

    [StringLength(1000)]
    [Example("Once a year to all customers")]
    public string? Description { get; init; }

    /// <summary>One for each language. The first is for those whose language is not among them.</summary>
    [Required]
    [MinLength(1)]
    [MaxLength(50)]
    public IReadOnlyList<TemplateTextForm>? Texts { get; init; }
}

/// <summary>
/// What a template says in one language. <c>{{customer.name}}</c> is a gap, <c>{{#if customer.title}}…{{else}}…{{/if}}</c> says what to do
/// when there is nothing to put in.
/// </summary>
internal sealed class TemplateTextForm
{
    /// <summary>BCP 47.</summary>
    [Required]
    [StringLength(35)]
    [LanguageTag]
    [Example("de")]
    public string? Language { get; init; }

    /// <summary>Becomes one line, whatever is put in.</summary>
    [StringLength(1000)]
    [Example("For you, {{customer.name}}")]
    public string? Subject { get; init; }

    /// <summary>Plain text. What is put in stays as it is.</summary>
    [Required]
    [StringLength(100_000)]
    [Example("Dear {{default customer.givenName customer.name}}, …")]
    public string? Text { get; init; }

    /// <summary>What is put in is always escaped, so <c>{{{…}}}</c> is refused.</summary>
    [StringLength(200_000)]
    [Example("<p>Dear {{default customer.givenName customer.name}}, …</p>")]
    public string? Html { get; init; }
}

/// <summary>A letter with gaps for what differs from one recipient to the next.</summary>
internal sealed class TemplateResponse : RecordResponse
{
    [Required]
    [Example("Spring offer")]
    public required string Name { get; init; }

    [Required]
    [Example("email")]
    public required OutreachChannel Channel { get; init; }

    [Example("Once a year to all customers")]
    public string? Description { get; init; }

    /// <summary>One for each language; the first is for those whose language is not among them.</summary>
    [Required]
    public required IReadOnlyList<TemplateTextForm> Texts { get; init; }
}
