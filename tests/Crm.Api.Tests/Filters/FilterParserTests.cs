using Crm.Api.Filters;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Api.Tests.Filters;

public sealed class FilterParserTests
{
    [Theory]
    [InlineData("a = 1 AND b = 2 OR c = 3", "(a = 1 & (b = 2 | c = 3))")]
    [InlineData("a = 1 OR b = 2 AND c = 3", "((a = 1 | b = 2) & c = 3)")]
    [InlineData("a = 1 b = 2 OR c = 3 AND d = 4", "(a = 1 & (b = 2 | c = 3) & d = 4)")]
    [InlineData("(a = 1 AND b = 2) OR c = 3", "((a = 1 & b = 2) | c = 3)")]
    [InlineData("NOT a = 1 OR b = 2", "(!a = 1 | b = 2)")]
    [InlineData("-a = 1 b = 2", "(!a = 1 & b = 2)")]
    [InlineData("NOT (a = 1 OR b = 2)", "!(a = 1 | b = 2)")]
    [InlineData("-(NOT a=1)", "!!a = 1")]
    [InlineData("((a = 1))", "a = 1")]
    [InlineData("a=-5", "a = -5")]
    [InlineData("a!=1 b<2 c<=3 d>4 e>=5 f:6", "(a != 1 & b < 2 & c <= 3 & d > 4 & e >= 5 & f : 6)")]
    [InlineData("stage = (open OR won)", "(stage = open | stage = won)")]
    [InlineData("stage:(a b) c = 1", "((stage : a & stage : b) & c = 1)")]
    [InlineData("stage = (NOT (open OR won))", "!(stage = open | stage = won)")]
    [InlineData("a.b.c = x", "a.b.c = x")]
    [InlineData("a.\"b c\".NOT = x", "a.b c.NOT = x")]
    [InlineData("lower(a.b) = x", "lower[a.b] = x")]
    [InlineData("a = lastDays(30)", "a = lastDays[30]")]
    [InlineData("a = today( ) b = f(1, \"2\")", "(a = today[] & b = f[1;'2'])")]
    [InlineData("a = 2026-01-31T09:30:00.5+01:00", "a = 2026-01-31T09:30:00.5+01:00")]
    [InlineData("a = ann@example.org", "a = ann@example.org")]
    [InlineData("a:*", "a : ANY")]
    [InlineData("a = \"*\"", "a = '~'")]
    [InlineData("a = \"*b c*\"", "a = '~b c~'")]
    [InlineData("""a = "\"\\\*" """, """a = '"\*'""")]
    [InlineData("a = 'it is \"so\"'", "a = 'it is \"so\"'")]
    [InlineData("a = \"null\" b = null", "(a = 'null' & b = null)")]
    [InlineData("größe = 1", "größe = 1")]
    [InlineData("a = (b)", "a = b")]
    [InlineData("a.any(b = 1 AND c = 2) d = 3", "(a.any{(b = 1 & c = 2)} & d = 3)")]
    [InlineData("NOT a.any(b = 1)", "!a.any{b = 1}")]
    [InlineData("a.count(b.any(c = (1 OR 2))) > 3", "a.count{b.any{(c = 1 | c = 2)}} > 3")]
    public void A_filter_means(string text, string tree) => Assert.Equal(tree, Shape(FilterParser.Parse(text)!));

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n")]
    public void A_blank_filter_asks_for_nothing(string text) => Assert.Null(FilterParser.Parse(text));

    [Theory]
    [InlineData("a", 1, "filter-syntax")]
    [InlineData("a =", 3, "filter-syntax")]
    [InlineData("= 1", 0, "filter-syntax")]
    [InlineData("a == 1", 2, "filter-syntax")]
    [InlineData("a ! 1", 2, "filter-syntax")]
    [InlineData("a <> 1", 2, "filter-syntax")]
    [InlineData("a = 1 AND", 9, "filter-syntax")]
    [InlineData("a = 1 OR", 8, "filter-syntax")]
    [InlineData("AND a = 1", 0, "filter-syntax")]
    [InlineData("a = 1 AND AND b = 2", 10, "filter-syntax")]
    [InlineData("NOT NOT a = 1", 4, "filter-syntax")]
    [InlineData("(a = 1", 6, "filter-syntax")]
    [InlineData("a = 1)", 5, "filter-syntax")]
    [InlineData("()", 1, "filter-syntax")]
    [InlineData("a = ()", 5, "filter-syntax")]
    [InlineData("a = \"b", 4, "filter-syntax")]
    [InlineData("a = \"b*c\"", 6, "filter-syntax")]
    [InlineData("a = b*", 5, "filter-syntax")]
    [InlineData("a. = 1", 3, "filter-syntax")]
    [InlineData("a.any()", 6, "filter-syntax")]
    [InlineData("a.any(b)", 7, "filter-syntax")]
    [InlineData("a.any(b = 1", 11, "filter-syntax")]
    [InlineData("a.count(b = 1) >", 16, "filter-syntax")]
    [InlineData("a..b = 1", 2, "filter-syntax")]
    [InlineData("a = 1,2", 5, "filter-syntax")]
    [InlineData("a = f(1 2)", 8, "filter-syntax")]
    [InlineData("a = f(1,)", 8, "filter-syntax")]
    [InlineData("a = f(1", 7, "filter-syntax")]
    [InlineData("a = O'Brien", 5, "filter-syntax")]
    [InlineData("\"a*\" = 1", 0, "filter-syntax")]
    [InlineData("a = \"\0\"", 5, "filter-syntax")]
    [InlineData("€ = 1", 0, "filter-syntax")]
    public void A_mistake_is_told_with_its_place(string text, int position, string code)
    {
        var mistake = Assert.Throws<FilterException>(() => FilterParser.Parse(text));

        Assert.Equal((code, position), (mistake.Code, mistake.Position));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused_where_it_stands() =>
        Assert.Equal(5, Refusal("a = \"\uD800\"").Position);

    [Theory]
    [InlineData("a = 1 and b = 2", "AND")]
    [InlineData("a = 1 or b = 2", "OR")]
    [InlineData("not a = 1", "NOT")]
    public void A_keyword_in_small_letters_is_recognised(string text, string keyword) =>
        Assert.Equal(keyword, Assert.Throws<FilterException>(() => FilterParser.Parse(text)).Suggestion);

    [Fact]
    public void A_filter_may_be_as_large_as_the_limits_and_no_larger()
    {
        var deep = new string('(', FilterLimits.Depth) + "a = 1" + new string(')', FilterLimits.Depth);
        var many = string.Join(' ', Enumerable.Repeat("a = 1", FilterLimits.Restrictions));
        var longest = "a = " + new string('x', FilterLimits.Length - 4);

        Assert.NotNull(FilterParser.Parse(deep));
        Assert.NotNull(FilterParser.Parse(many));
        Assert.NotNull(FilterParser.Parse(longest));
        Assert.Equal(FilterCode.TooDeep, Refusal($"({deep})").Code);
        Assert.Equal(FilterCode.TooMany, Refusal(many + " b = 1").Code);
        Assert.Equal(
            FilterCode.TooMany,
            Refusal($"a = ({string.Join(' ', Enumerable.Repeat('1', FilterLimits.Restrictions + 1))})").Code
        );
        Assert.Equal(FilterCode.TooLong, Refusal(longest + "x").Code);
        Assert.Equal(FilterCode.TooDeep, Refusal(new string('(', FilterLimits.Length)).Code);
        Assert.Equal(FilterCode.Syntax, Refusal(new string('-', FilterLimits.Length)).Code);
    }

    [Fact]
    public void Any_text_parses_or_is_refused_with_a_place_inside_it() =>
        Prop.ForAll(
                AnyText.ToArbitrary(),
                text =>
                {
                    try
                    {
                        FilterParser.Parse(text);
                        return true;
                    }
                    catch (FilterException mistake)
                    {
                        return mistake.Position >= 0 && mistake.Position <= text.Length && mistake.Message.Length > 0;
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    [Fact]
    public void A_printed_filter_parses_to_the_same_tree() =>
        Prop.ForAll(
                FilterTrees.Node(depth: 4).ToArbitrary(),
                node => Shape(FilterParser.Parse(node.ToString())!) == Shape(node)
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void A_text_that_parses_is_printed_as_one_that_parses_alike() =>
        Prop.ForAll(
                AnyText.ToArbitrary(),
                text =>
                {
                    try
                    {
                        var tree = FilterParser.Parse(text);
                        return tree is null || Shape(FilterParser.Parse(tree.ToString())!) == Shape(tree);
                    }
                    catch (FilterException)
                    {
                        return true;
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    // Letters at random rarely make a filter; pieces of one often do.
    private static Gen<string> AnyText =>
        Gen.OneOf(
            ArbMap.Default.ArbFor<string>().Generator.Where(text => text is not null),
            Gen.Elements(FilterTrees.Pieces).ListOf().Select(string.Concat)
        );

    private static FilterException Refusal(string text) =>
        Assert.Throws<FilterException>(() => FilterParser.Parse(text));

    private static string Shape(FilterNode node) =>
        node switch
        {
            AndNode and => $"({string.Join(" & ", and.Items.Select(Shape))})",
            OrNode or => $"({string.Join(" | ", or.Items.Select(Shape))})",
            NotNode not => "!" + Shape(not.Item),
            RowsNode rows => Shape(rows.Target),
            Restriction { Target: var target } restriction =>
                $"{Shape(target)} {restriction.Operator.ToText()} {Shape(restriction.Argument)}",
            _ => throw new ArgumentOutOfRangeException(nameof(node)),
        };

    private static string Shape(FilterTarget target)
    {
        var path = string.Join('.', target.Path.Select(segment => segment.Name));
        var rows = target.Rows is null ? "" : $"{{{Shape(target.Rows)}}}";
        return target.Function is null ? path + rows : $"{target.Function}[{path}]";
    }

    private static string Shape(FilterArgument argument) =>
        argument switch
        {
            AnyValue => "ANY",
            FunctionCall call => $"{call.Name}[{string.Join(';', call.Arguments.Select(Shape))}]",
            Literal { IsQuoted: false } literal => literal.Text,
            Literal literal => $"'{(literal.OpenStart ? "~" : "")}{literal.Text}{(literal.OpenEnd ? "~" : "")}'",
            _ => throw new ArgumentOutOfRangeException(nameof(argument)),
        };
}
