using Crm.Api.Kernel;
using Crm.Api.Outreach;
using Crm.Api.Templates.Rendering;

namespace Crm.Api.Templates;

/// <summary>A letter with gaps for what differs from one recipient to the next, in one language or several.</summary>
internal sealed class Template : Record
{
    public string Name { get; set; } = "";

    /// <summary>The name folded for sorting and searching.</summary>
    public string NameSort { get; set; } = "";

    public OutreachChannel Channel { get; set; }

    public string? Description { get; set; }

    /// <summary>One for each language; the first is for those whose language is not among them.</summary>
    public List<TemplateText> Texts { get; } = [];

    public void NameIt(string name)
    {
        Name = name.Trim();
        NameSort = SortKey.Of(name);
    }

    /// <summary>The text somebody gets who reads this language: in it, in the language it is a kind of, or else the first.</summary>
    public TemplateText TextFor(string? language)
    {
        for (var tag = language; tag is not null; tag = ParentOf(tag))
        {
            if (Texts.Find(text => text.Language.Equals(tag, StringComparison.OrdinalIgnoreCase)) is { } found)
            {
                return found;
            }
        }

        return Texts.MinBy(text => text.Position)!;
    }

    /// <summary>Each text has what its channel shows, in a language of its own, and can be rendered.</summary>
    public void CheckTexts()
    {
        var languages = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var text in Texts.OrderBy(text => text.Position))
        {
            var pointer = $"/texts/{text.Position}";
            if (!languages.Add(text.Language))
            {
                throw RuleBroken.Invalid(
                    "duplicate-in-list",
                    "Two texts have the same language.",
                    $"{pointer}/language"
                );
            }

            CheckChannel(text, pointer);
            TemplateSyntax.Check(text.Subject, isHtml: false, $"{pointer}/subject");
            TemplateSyntax.Check(text.Text, isHtml: false, $"{pointer}/text");
            TemplateSyntax.Check(text.Html, isHtml: true, $"{pointer}/html");
        }
    }

    private void CheckChannel(TemplateText text, string pointer)
    {
        if (Channel == OutreachChannel.Email && string.IsNullOrWhiteSpace(text.Subject))
        {
            throw RuleBroken.Invalid("template-subject-missing", "An e-mail needs a subject.", $"{pointer}/subject");
        }

        if (Channel is not (OutreachChannel.Email or OutreachChannel.Letter) && text.Html is not null)
        {
            throw RuleBroken.Invalid(
                "template-html-unfit",
                $"HTML cannot be shown on the channel {EnumText<OutreachChannel>.Of(Channel)}.",
                $"{pointer}/html"
            );
        }
    }

    /// <summary><c>de-AT</c> → <c>de</c>; a subtag of one letter goes with what it introduced (RFC 4647, section 3.4).</summary>
    private static string? ParentOf(string tag)
    {
        var end = tag.LastIndexOf('-');
        if (end > 1 && tag[end - 2] == '-')
        {
            end -= 2;
        }

        return end > 0 ? tag[..end] : null;
    }
}
