using System.Buffers;
using System.Text;
using Crm.Mail.Dkim;

namespace Crm.Mail.Tests.Dkim;

/// <summary>The examples of RFC 6376, 3.4.5, and the corners of 3.4.4.</summary>
public sealed class RelaxedFormTests
{
    [Theory]
    [InlineData("A: X\r\n", "a:X\r\n")]
    [InlineData("B : Y\t\r\n\tZ  \r\n", "b:Y Z\r\n")]
    [InlineData("Subject:\r\n folded  at once\r\n", "subject:folded at once\r\n")]
    [InlineData("Empty:\r\n", "empty:\r\n")]
    public void Headers(string header, string relaxed)
    {
        var output = new ArrayBufferWriter<byte>();
        RelaxedForm.WriteHeader(Encoding.ASCII.GetBytes(header), withEnd: true, output);
        Assert.Equal(relaxed, Encoding.ASCII.GetString(output.WrittenSpan));
    }

    [Theory]
    [InlineData(" C \r\nD \t E\r\n\r\n\r\n", " C\r\nD E\r\n")]
    [InlineData("", "")]
    [InlineData("\r\n\r\n", "")]
    [InlineData(" \r\n\t\r\n", "")]
    [InlineData("a\r\n \r\n\r\nb", "a\r\n\r\n\r\nb\r\n")]
    public void Bodies(string body, string relaxed)
    {
        var output = new ArrayBufferWriter<byte>();
        RelaxedForm.WriteBody(Encoding.ASCII.GetBytes(body), output);
        Assert.Equal(relaxed, Encoding.ASCII.GetString(output.WrittenSpan));
    }
}
