using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Crm.Api.Http.Records;
using Crm.Api.Kernel.Validation;
using Crm.Api.Templates.Rendering;

namespace Crm.Api.Templates;

/// <summary>For whom to render, and what to put into the gaps.</summary>
internal class RenderRequest
{
    /// <summary>Whose values are put in; whoever asks must be allowed to read customers.</summary>
    [RefersTo("customers")]
    public Guid? CustomerId { get; init; }

    /// <summary>The language wanted; the customer's unless given.</summary>
    [StringLength(35)]
    [LanguageTag]
    [Example("de-AT")]
    public string? Language { get; init; }

    /// <summary>What <c>{{values.…}}</c> means.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Values { get; init; }

    /// <summary>Stands in for the campaign.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Campaign { get; init; }

    /// <summary>Stands in for who sends it.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Sender { get; init; }

    /// <summary>Refuses (<c>template-value-missing</c>) when a value is missing, rather than to show where.</summary>
    public bool Strict { get; init; }
}

/// <summary>A template that is not saved, and for whom to render it.</summary>
internal sealed class RenderUnsavedRequest : RenderRequest
{
    [Required]
    public TemplateForm? Template { get; init; }
}

/// <summary>A template with its gaps filled.</summary>
internal sealed class RenderResponse
{
    /// <summary>The language it is in.</summary>
    [Required]
    [Example("de")]
    public required string Language { get; init; }

    [Example("For you, Ada Lovelace")]
    public string? Subject { get; init; }

    [Required]
    [Example("Dear Ada, …")]
    public required string Text { get; init; }

    [Example("<p>Dear Ada, …</p>")]
    public string? Html { get; init; }

    /// <summary>The gaps for which there was nothing, each once.</summary>
    [Required]
    [Example("customer.title")]
    public required IReadOnlyList<string> Missing { get; init; }

    internal static RenderResponse Of(RenderedMessage message) =>
        new()
        {
            Language = message.Language,
            Subject = message.Subject,
            Text = message.Text,
            Html = message.Html,
            Missing = message.Missing,
        };
}
