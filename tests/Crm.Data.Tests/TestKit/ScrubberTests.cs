using Crm.TestKit;

namespace Crm.Data.Tests.TestKit;

public sealed class ScrubberTests
{
    private const string First = "0194b3c0-0000-7000-8000-000000000001";
    private const string Second = "0194B3C0-0000-7000-8000-00000000000F";

    [Fact]
    public void Equal_ids_get_the_same_number() =>
        Assert.Equal("Guid_1 Guid_2 /x/Guid_1/y", Scrubber.Scrub($"{First} {Second} /x/{First}/y"));

    [Theory]
    [InlineData("2026-01-31T10:20:30Z")]
    [InlineData("2026-01-31T10:20:30.1234567Z")]
    [InlineData("2026-01-31T10:20:30+01:00")]
    [InlineData("2026-01-31T10:20:30")]
    public void Date_times_are_numbered(string time) =>
        Assert.Equal("\"DateTime_1\",\"DateTime_2\"", Scrubber.Scrub($"\"{time}\",\"2026-02-01T00:00:00Z\""));

    [Fact]
    public void Dates_amounts_and_numbers_stay() =>
        Assert.Equal("2026-01-31 12.50 Q-2026-000123", Scrubber.Scrub("2026-01-31 12.50 Q-2026-000123"));
}
