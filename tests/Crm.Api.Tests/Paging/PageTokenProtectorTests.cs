using System.Buffers.Text;
using Crm.Api.Paging;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Api.Tests.Paging;

public sealed class PageTokenProtectorTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(number => (byte)number)];

    private readonly SettableClock _clock = new();
    private readonly PageTokenProtector _protector;

    public PageTokenProtectorTests() => _protector = new PageTokenProtector(Key, _clock);

    [Fact]
    public void A_token_gives_its_position_back() =>
        Prop.ForAll(
                Texts.ToArbitrary(),
                Texts.ToArbitrary(),
                (position, arguments) =>
                {
                    var reading = _protector.Read(_protector.Write(position, arguments), arguments);
                    return reading.Outcome == PageTokenOutcome.Ok && reading.Position.SequenceEqual(position);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_token_is_fit_for_an_address() =>
        Assert.Matches("^[A-Za-z0-9_-]+$", _protector.Write(["a/b+c?", null, "ä"], "filter"));

    [Fact]
    public void A_token_is_for_the_same_arguments_only()
    {
        var token = _protector.Write(["x"], "a", null);

        Assert.Equal(PageTokenOutcome.Ok, _protector.Read(token, "a", null).Outcome);
        Assert.Equal(PageTokenOutcome.OtherArguments, _protector.Read(token, "b", null).Outcome);
        Assert.Equal(PageTokenOutcome.OtherArguments, _protector.Read(token, "a", "").Outcome);
        Assert.Equal(PageTokenOutcome.OtherArguments, _protector.Read(token, null, "a").Outcome);
        Assert.Equal(PageTokenOutcome.OtherArguments, _protector.Read(token, "a").Outcome);
    }

    [Fact]
    public void Arguments_that_only_look_alike_when_joined_differ() =>
        Assert.Equal(
            PageTokenOutcome.OtherArguments,
            _protector.Read(_protector.Write(["x"], "ab", "c"), "a", "bc").Outcome
        );

    [Fact]
    public void A_token_lasts_a_day()
    {
        var token = _protector.Write(["x"], "a");

        _clock.Time += TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1);
        Assert.Equal(PageTokenOutcome.Ok, _protector.Read(token, "a").Outcome);

        _clock.Time += TimeSpan.FromSeconds(1);
        Assert.Equal(PageTokenOutcome.Expired, _protector.Read(token, "a").Outcome);
    }

    [Fact]
    public void A_token_changed_in_any_bit_is_refused()
    {
        var bytes = Base64Url.DecodeFromChars(_protector.Write(["x", null], "a"));

        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Equal(PageTokenOutcome.Malformed, _protector.Read(Base64Url.EncodeToString(bytes), "a").Outcome);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void A_token_of_another_key_is_refused()
    {
        var other = new PageTokenProtector([.. Key.Reverse()], _clock);

        Assert.Equal(PageTokenOutcome.Malformed, _protector.Read(other.Write(["x"], "a"), "a").Outcome);
    }

    [Fact]
    public void Any_text_is_refused_and_nothing_worse() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<string>().Filter(text => text is not null),
                text => _protector.Read(text, "a").Outcome == PageTokenOutcome.Malformed
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_very_long_text_is_refused() =>
        Assert.Equal(PageTokenOutcome.Malformed, _protector.Read(new string('A', 100_000), "a").Outcome);

    [Fact]
    public void A_short_key_is_refused() =>
        Assert.Throws<ArgumentException>(() => new PageTokenProtector(new byte[31], _clock));

    private static Gen<string?[]> Texts =>
        Gen.OneOf(Gen.Elements<string?>("", "a", "ä😀", "2026-01-31"), Gen.Constant<string?>(null)).ArrayOf();

    private sealed class SettableClock : TimeProvider
    {
        public DateTimeOffset Time { get; set; } = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Time;
    }
}
