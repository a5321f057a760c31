namespace Crm.Api.Templates.Rendering;

/// <summary>Follows the HTML that stands in a template, to know where a gap is: escaping makes a value harmless in some places only.</summary>
internal sealed class HtmlPlace
{
    private const int LongestName = 20;

    private State _state;
    private string _tag = "";
    private string _attribute = "";
    private char _quote;

    private enum State
    {
        Content,
        TagName,
        Tag,
        AttributeName,
        BeforeValue,
        Quoted,
        Unquoted,
        Comment,
        Raw,
    }

    /// <summary>Between tags, in a comment (which mail programs use for conditions), or in a quoted attribute that is no script or style.</summary>
    public bool IsSafe =>
        _state is State.Content or State.Comment
        || (
            _state == State.Quoted
            && !_attribute.StartsWith("on", StringComparison.OrdinalIgnoreCase)
            && !_attribute.Equals("style", StringComparison.OrdinalIgnoreCase)
            && !_attribute.Equals("srcdoc", StringComparison.OrdinalIgnoreCase)
        );

    // <script/> begins a script all the same.
    private string Element => _tag.TrimEnd('/');

    private bool IsRaw =>
        Element.Equals("script", StringComparison.OrdinalIgnoreCase)
        || Element.Equals("style", StringComparison.OrdinalIgnoreCase);

    public void Follow(ReadOnlySpan<char> html)
    {
        for (var at = 0; at < html.Length; at++)
        {
            Step(html[at], html[at..]);
        }
    }

    private void Step(char letter, ReadOnlySpan<char> rest)
    {
        switch (_state)
        {
            case State.Content:
                if (letter == '<' && rest.Length > 1 && (char.IsAsciiLetter(rest[1]) || rest[1] == '/'))
                {
                    (_state, _tag) = (State.TagName, "");
                }
                else if (rest.StartsWith("<!--"))
                {
                    _state = State.Comment;
                }

                break;
            case State.Comment:
                _state = rest.StartsWith("-->") ? State.Content : State.Comment;
                break;
            case State.Raw:
                _state = EndsRaw(letter, rest) ? State.TagName : State.Raw;
                _tag = _state == State.TagName ? "" : _tag;
                break;
            case State.Quoted:
                _state = letter == _quote ? State.Tag : State.Quoted;
                break;
            default:
                StepInTag(letter);
                break;
        }
    }

    private void StepInTag(char letter)
    {
        if (letter == '>')
        {
            _state = IsRaw ? State.Raw : State.Content;
        }
        else if (_state == State.TagName && !char.IsWhiteSpace(letter))
        {
            _tag = Extended(_tag, letter);
        }
        else if (_state == State.BeforeValue && letter is '"' or '\'')
        {
            (_state, _quote) = (State.Quoted, letter);
        }
        else if (_state == State.BeforeValue)
        {
            _state = char.IsWhiteSpace(letter) ? State.BeforeValue : State.Unquoted;
        }
        else if (letter == '=' && _state is State.AttributeName or State.Tag)
        {
            _state = State.BeforeValue;
        }
        else if (char.IsWhiteSpace(letter) || _state is State.TagName or State.Unquoted)
        {
            _state = char.IsWhiteSpace(letter) ? State.Tag : _state;
        }
        else
        {
            _attribute = Extended(_state == State.AttributeName ? _attribute : "", letter);
            _state = State.AttributeName;
        }
    }

    private bool EndsRaw(char letter, ReadOnlySpan<char> rest) =>
        letter == '<'
        && rest.StartsWith("</", StringComparison.Ordinal)
        && rest[2..].StartsWith(Element, StringComparison.OrdinalIgnoreCase);

    // No name that matters is as long.
    private static string Extended(string name, char letter) => name.Length < LongestName ? name + letter : name;
}
