using Crm.Api.Consents;
using Crm.Api.Outreach;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Api.Tests.Consents;

/// <summary>What holds follows from what was said, not from when we heard of it.</summary>
public sealed class ConsentFoldTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<ConsentEvent> Word =
        from number in Gen.Choose(0, int.MaxValue)
        from hour in Gen.Choose(0, 4)
        from isGranted in Gen.Elements(true, false)
        select new ConsentEvent
        {
            Id = new Guid(number, 0, 0, new byte[8]),
            Channel = OutreachChannel.Email,
            AddressKey = "ada@acme.example",
            Purpose = "newsletter",
            State = isGranted ? ConsentWord.Granted : ConsentWord.Withdrawn,
            Time = Begin.AddHours(hour),
        };

    [Fact]
    public void The_order_in_which_words_arrive_changes_nothing() =>
        Prop.ForAll(
                (
                    from words in Word.NonEmptyListOf()
                    from shuffled in Gen.Shuffle(words.ToArray())
                    select (words, shuffled)
                ).ToArbitrary(),
                arrivals =>
                {
                    var one = Fold(arrivals.words);
                    var other = Fold(arrivals.shuffled);
                    return one.State == other.State && one.Since == other.Since;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void The_word_said_last_counts_and_of_two_at_one_moment_the_no() =>
        Prop.ForAll(
                Word.NonEmptyListOf().ToArbitrary(),
                words =>
                {
                    var last = words.Max(word => word.Time);
                    var isWithdrawn = words.Any(word => word.Time == last && word.State == ConsentWord.Withdrawn);
                    var state = Fold(words);
                    return state.Since == last
                        && state.State == (isWithdrawn ? ConsentWord.Withdrawn : ConsentWord.Granted)
                        && words.Any(word => word.Id == state.EventId && word.State == state.State);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    private static ConsentState Fold(IEnumerable<ConsentEvent> words)
    {
        ConsentState? state = null;
        foreach (var word in words)
        {
            if (state is null)
            {
                state = ConsentState.Of(word);
            }
            else
            {
                state.Fold(word);
            }
        }

        return state!;
    }
}
