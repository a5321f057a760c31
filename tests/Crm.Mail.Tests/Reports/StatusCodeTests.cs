using Crm.Mail.Reports;

namespace Crm.Mail.Tests.Reports;

public sealed class StatusCodeTests
{
    [Theory]
    [InlineData("5.1.1", "5.1.1")]
    [InlineData(" 4.4.7 (delivery time expired)", "4.4.7")]
    [InlineData("5.7.26 more", "5.7.26")]
    [InlineData("5.1", null)]
    [InlineData("5.1.1.1", null)]
    [InlineData("3.1.1", null)]
    [InlineData("5.1000.1", null)]
    [InlineData("5..1", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Codes_are_read_or_not_at_all(string? text, string? code) =>
        Assert.Equal(code, StatusCode.Find(text)?.ToString());
}
