using Crm.Api.Kernel;

namespace Crm.Api.Templates.Rendering;

/// <summary>A template with its gaps filled, or not quite.</summary>
/// <param name="Language">The language it is in.</param>
/// <param name="Subject">One line; null where there is none.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Html">Null where there is none.</param>
/// <param name="Missing">The gaps for which there was no value, each once; with any of them it must not be sent.</param>
internal sealed record RenderedMessage(
    string Language,
    string? Subject,
    string Text,
    string? Html,
    IReadOnlyList<string> Missing
)
{
    /// <summary>Refuses a message with holes, and names them all.</summary>
    public void CheckComplete()
    {
        if (Missing.Count > 0)
        {
            throw RuleBroken.Invalid(
                "template-value-missing",
                $"The template needs what is not there: {string.Join(", ", Missing)}."
            );
        }
    }
}
