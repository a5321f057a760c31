using System.Text.RegularExpressions;
using Crm.Api.Kernel;

namespace Crm.Api.Templates.Rendering;

internal sealed partial class TemplateSyntax
{
    /// <summary>Reads what stands in one tag.</summary>
    private sealed partial class TagReader(TemplateSyntax syntax, int start, string close)
    {
        private int _at = start;

        /// <summary>A value, or a word and what it is used on.</summary>
        public void Gap()
        {
            if (Next(Word()) is not { } word)
            {
                throw syntax.Wrong("A gap names a value, such as customer.name.");
            }

            if (TemplateHelpers.Names.Contains(word))
            {
                Arguments(word);
            }
            else if (Peek(Closing()))
            {
                CheckPath(word);
            }
            else
            {
                throw syntax.Wrong(UnknownWord(word));
            }
        }

        /// <summary>A value as a word or a block takes it; what it says, where it is written out.</summary>
        public string? Value()
        {
            if (Next(Quoted()) is { } quoted)
            {
                return quoted[1..^1];
            }

            if (Next(Number()) is { } number)
            {
                return number;
            }

            if (Next(Bracket()) is not null)
            {
                var name = Name();
                if (!TemplateHelpers.Names.Contains(name))
                {
                    throw syntax.Wrong(UnknownWord(name));
                }

                Arguments(name);
                _ = Next(ClosingBracket()) ?? throw syntax.Wrong("A bracket is not closed.");
                return null;
            }

            CheckPath(Next(Word()) ?? throw syntax.Wrong("A value is missing here, or is not understood."));
            return null;
        }

        public string Name() => Next(Word()) ?? throw syntax.Wrong("A word is missing here.");

        public int End() =>
            TryEnd()
            ?? throw syntax.Wrong($"This is not closed by {close}, or there is more in it than is understood.");

        public int? TryEnd() => Next(Closing()) is { } end && end.TrimStart('~') == close ? _at : null;

        private void Arguments(string name)
        {
            var values = new List<string?>();
            while (!Peek(Closing()) && !Peek(ClosingBracket()))
            {
                values.Add(Value());
            }

            if (TemplateHelpers.ProblemWith(name, values) is { } problem)
            {
                throw syntax.Wrong(problem);
            }
        }

        private void CheckPath(string word)
        {
            if (!Path().IsMatch(word))
            {
                throw syntax.Wrong($"'{word}' is not understood; a value is named like customer.name.");
            }

            if (TemplateHelpers.Names.Contains(word))
            {
                throw syntax.Wrong($"'{word}' is a word to be used on values, not a value.");
            }

            if (word[0] == '@' && !word.StartsWith("@root.", StringComparison.Ordinal) && !syntax.IsInEach)
            {
                throw syntax.Wrong($"'{word}' is known within #each only.");
            }
        }

        private static string UnknownWord(string word) =>
            NearestName.Of(word, TemplateHelpers.Names) is { } near
                ? $"There is no word '{word}'; did you mean '{near}'?"
                : $"There is no word '{word}'; there are {string.Join(", ", TemplateHelpers.Names)}.";

        private bool Peek(Regex token) => token.IsMatch(syntax._text, AfterSpace());

        private string? Next(Regex token)
        {
            var found = token.Match(syntax._text, AfterSpace());
            _at = found.Success ? found.Index + found.Length : _at;
            return found.Success ? found.Value : null;
        }

        private int AfterSpace()
        {
            while (char.IsWhiteSpace(syntax.At(_at)))
            {
                _at++;
            }

            return _at;
        }

        [GeneratedRegex(@"\G~?\}\}\}?")]
        private static partial Regex Closing();

        [GeneratedRegex(@"\G(?:""[^""{}\\]*""|'[^'{}\\]*')")]
        private static partial Regex Quoted();

        [GeneratedRegex(@"\G-?[0-9]+(?:\.[0-9]+)?(?=[\s)}~])")]
        private static partial Regex Number();

        [GeneratedRegex(@"\G\(")]
        private static partial Regex Bracket();

        [GeneratedRegex(@"\G\)")]
        private static partial Regex ClosingBracket();

        [GeneratedRegex(@"\G[^\s(){}~=""'|\[\]\\/]+(?=[\s)}~])")]
        private static partial Regex Word();

        [GeneratedRegex(
            @"\A(?:@(?:index|key|first|last)|(?:@root\.)?[\p{L}_][\p{L}\p{Nd}_-]*(?:\.(?:[\p{L}_][\p{L}\p{Nd}_-]*|[0-9]+))*)\z"
        )]
        private static partial Regex Path();
    }
}
