using Crm.Api.Jobs.Ledger;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Api.Tests.Jobs;

/// <summary>What is written into a ledger is read out of it.</summary>
public sealed class LedgerCodecTests
{
    private static readonly Gen<string?> Texts = Gen.OneOf(
        Gen.Constant<string?>(null),
        Gen.Elements<string?>("", "not-found", "Größe: 5 µm", "𝒳 stands outside the basic plane", "line\nbreak"),
        Gen.Choose(0, 400).Select(string? (length) => new string('x', length)),
        Gen.Choose(0, 100_000).Select(string? (number) => $"Line {number} has the same name as line 2.")
    );

    private static readonly Gen<long> Numbers = Gen.OneOf(
        Gen.Choose(0, 300).Select(number => (long)number),
        Gen.Elements(0L, 1, 127, 128, int.MaxValue, long.MaxValue, -1)
    );

    private static readonly Gen<LedgerLine> Lines =
        from line in Numbers
        from outcome in Gen.Elements(Enum.GetValues<LineOutcome>())
        from id in Gen.OneOf(Gen.Constant<Guid?>(null), Guids().Select(Guid? (id) => id))
        from version in Numbers
        from code in Texts
        from detail in Texts
        from field in Texts
        select new LedgerLine
        {
            Line = line,
            Outcome = outcome,
            RecordId = id,
            RecordVersion = version,
            Code = code,
            Detail = detail,
            Field = field,
        };

    [Fact]
    public void Lines_come_back_as_they_were() =>
        Prop.ForAll(
                Lines.ListOf().ToArbitrary(),
                lines => LedgerCodec.Decode(LedgerCodec.Encode([.. lines])).SequenceEqual(lines)
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_lines_give_the_same_bytes() =>
        Prop.ForAll(
                Lines.ListOf().ToArbitrary(),
                lines =>
                    LedgerCodec
                        .Encode([.. lines])
                        .AsSpan()
                        .SequenceEqual(LedgerCodec.Encode([.. lines.Select(line => line with { })]))
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_created_row_takes_few_bytes_beyond_its_id()
    {
        var lines = Enumerable
            .Range(2, 1000)
            .Select(line => new LedgerLine
            {
                Line = line,
                Outcome = LineOutcome.Created,
                RecordId = new Guid(line, 0, 0, new byte[8]),
                RecordVersion = 1,
            })
            .ToList();

        Assert.InRange(LedgerCodec.Encode(lines).Length, 16_000, 20_000);
    }

    [Fact]
    public void A_text_that_is_too_long_is_cut_before_a_character_of_two_halves()
    {
        var line = new LedgerLine
        {
            Line = 2,
            Outcome = LineOutcome.Rejected,
            Detail = $"{new string('x', 999)}😀",
        };

        Assert.Equal(new string('x', 999), line.Detail);
        Assert.Equal(line, Assert.Single(LedgerCodec.Decode(LedgerCodec.Encode([line]))));
    }

    private static Gen<Guid> Guids() =>
        Gen.Choose(int.MinValue, int.MaxValue).Select(number => new Guid(number, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8]));
}
