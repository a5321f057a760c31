using Crm.Api.Kernel;

namespace Crm.Api.Templates;

/// <summary>What a template says in one language.</summary>
internal sealed class TemplateText : ListedPart
{
    /// <summary>BCP 47.</summary>
    public string Language { get; set; } = "";

    public string? Subject { get; set; }

    public string Text { get; set; } = "";

    public string? Html { get; set; }
}
