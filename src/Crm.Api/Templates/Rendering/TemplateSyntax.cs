using System.Text.RegularExpressions;
using Crm.Api.Kernel;
using HandlebarsDotNet;

namespace Crm.Api.Templates.Rendering;

/// <summary>
/// Refuses a text that could not be rendered, when it is written. The library binds names late and takes what it does not know for
/// something that may turn up; so each tag is read here first, and only what is understood goes on.
/// </summary>
internal sealed partial class TemplateSyntax
{
    private const string Open = "{{";
    private const int MaxDepth = 20;

    // Each multiplies what the others write.
    private const int MaxLists = 2;

    private static readonly string[] BlockNames = ["if", "unless", "each", "with"];

    private readonly string _text;
    private readonly HtmlPlace? _html;
    private readonly Stack<Block> _blocks = new();
    private int _tag;

    private TemplateSyntax(string text, bool isHtml)
    {
        _text = text;
        _html = isHtml ? new HtmlPlace() : null;
    }

    /// <summary>Throws what is wrong with the text, if anything is.</summary>
    public static void Check(string? text, bool isHtml, string pointer)
    {
        if (text is null)
        {
            return;
        }

        try
        {
            new TemplateSyntax(text, isHtml).Read();
            TemplateEngine.Compile(text, isHtml);
        }
        catch (Mistake mistake)
        {
            throw RuleBroken.Invalid("template-invalid", mistake.Message, pointer);
        }
        catch (HandlebarsException refused)
        {
            throw RuleBroken.Invalid("template-invalid", refused.GetBaseException().Message, pointer);
        }
    }

    private void Read()
    {
        var done = 0;
        while (_text.IndexOf(Open, done, StringComparison.Ordinal) is >= 0 and var tag)
        {
            _html?.Follow(_text.AsSpan(done, tag - done));
            _tag = tag;
            done = ReadTag(tag);
        }

        if (_blocks.TryPeek(out var block))
        {
            _tag = block.Start;
            throw Wrong($"{Open}#{block.Name}}}}} is not closed.");
        }
    }

    private int ReadTag(int tag)
    {
        if (tag > 0 && _text[tag - 1] == '\\')
        {
            throw Wrong("A backslash before braces is not understood.");
        }

        var start = tag + Open.Length;
        var isRaw = At(start) == '{';
        if (isRaw)
        {
            start++;
            CheckRaw(start);
        }

        start = At(start) == '~' ? start + 1 : start;
        return At(start) == '!' ? EndOfComment(tag)
            : isRaw ? ReadGap(start, "}}}")
            : ReadBySign(start);
    }

    private void CheckRaw(int start)
    {
        if (At(start) == '{')
        {
            throw Wrong("Four braces are not understood.");
        }

        if (_html is not null)
        {
            throw Wrong("No value is HTML, so each is escaped: write two braces, not three.");
        }
    }

    private int ReadBySign(int start)
    {
        switch (At(start))
        {
            case '#':
                return ReadBlock(start + 1);
            case '/':
                return ReadEnd(start + 1);
            case '^':
                EnterElse();
                return new TagReader(this, start + 1, "}}").End();
            case '>':
                throw Wrong("There are no partials.");
            case '*' or '&':
                throw Wrong($"'{At(start)}' is not understood here.");
            default:
                return ElseTag().Match(_text, start) is { Success: true } found
                    ? ReadElse(start + found.Length)
                    : ReadGap(start, "}}");
        }
    }

    private int ReadBlock(int start)
    {
        var reader = new TagReader(this, start, "}}");
        var name = reader.Name();
        if (!BlockNames.Contains(name))
        {
            throw Wrong($"There is no block '{name}'; there are {string.Join(", ", BlockNames)}.");
        }

        reader.Value();
        var end = reader.End();
        if (_blocks.Count == MaxDepth)
        {
            throw Wrong($"More than {MaxDepth} blocks stand in one another.");
        }

        if (name == "each" && _blocks.Count(block => block.Name == name) == MaxLists)
        {
            throw Wrong($"More than {MaxLists} lists stand in one another.");
        }

        _blocks.Push(new Block(name, _tag));
        return end;
    }

    private int ReadEnd(int start)
    {
        var reader = new TagReader(this, start, "}}");
        var name = reader.Name();
        if (!_blocks.TryPop(out var block) || block.Name != name)
        {
            throw Wrong($"{Open}/{name}}}}} closes nothing that is open here.");
        }

        return reader.End();
    }

    /// <summary><c>else</c>, or <c>else if x</c>.</summary>
    private int ReadElse(int start)
    {
        var reader = new TagReader(this, start, "}}");
        if (reader.TryEnd() is { } end)
        {
            EnterElse();
            return end;
        }

        if (reader.Name() != "if" || !_blocks.TryPeek(out var block) || block is not { Name: "if", HasElse: false })
        {
            throw Wrong("Only 'else' and, in an #if, 'else if' are understood.");
        }

        reader.Value();
        return reader.End();
    }

    private void EnterElse()
    {
        if (!_blocks.TryPop(out var block) || block.HasElse)
        {
            throw Wrong("This 'else' belongs to no block.");
        }

        _blocks.Push(block with { HasElse = true });
    }

    private int ReadGap(int start, string close)
    {
        var reader = new TagReader(this, start, close);
        reader.Gap();
        var end = reader.End();
        if (_html?.IsSafe == false)
        {
            throw Wrong("A value is put in between tags or in a quoted attribute, not here.");
        }

        return end;
    }

    private int EndOfComment(int tag) =>
        Comment().Match(_text, tag) is { Success: true } comment
            ? tag + comment.Length
            : throw Wrong("This comment is not closed, or has a brace in it.");

    private char At(int index) => index < _text.Length ? _text[index] : '\0';

    private bool IsInEach => _blocks.Any(block => block is { Name: "each", HasElse: false });

    private Mistake Wrong(string message)
    {
        var before = _text.AsSpan(0, _tag);
        var line = before.Count('\n') + 1;
        var column = _tag - before.LastIndexOf('\n');
        return new Mistake($"Line {line}, column {column}: {message}");
    }

    [GeneratedRegex(@"\Gelse(?=[\s}~])")]
    private static partial Regex ElseTag();

    [GeneratedRegex(@"\G\{\{~?!(?:--[^}]*--|(?!--|<)[^}]*)\}\}")]
    private static partial Regex Comment();

    private sealed record Block(string Name, int Start, bool HasElse = false);

    private sealed class Mistake(string message) : Exception(message);
}
