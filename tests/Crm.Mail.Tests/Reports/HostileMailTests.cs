using System.Globalization;
using System.Text;
using Crm.Mail.Reports;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Mail.Tests.Reports;

/// <summary>Anybody can send us anything.</summary>
public sealed class HostileMailTests
{
    private static readonly byte[][] Samples =
    [
        Encoding.UTF8.GetBytes(Returned.DeliveryReport("failed", "5.1.1")),
        Encoding.UTF8.GetBytes(Returned.FeedbackReport("abuse")),
        Encoding.UTF8.GetBytes(Returned.Answer("In-Reply-To: <a@example.org>")),
    ];

    private static readonly string[] Pieces =
    [
        "\r\n",
        "\n\n",
        "--",
        "--part",
        "=?utf-8?q?",
        "=?utf-8?b?",
        "?=",
        "=",
        "<",
        ">",
        "@",
        "+",
        "\"",
        "\\",
        ";",
        ":",
        "(",
        "Content-Type: multipart/mixed; boundary=part\n",
        "Content-Type: message/rfc822\n",
        "Content-Transfer-Encoding: base64\n",
        "Content-Type: text/plain; charset=\"utf-7\"\n",
        "Content-Type: text/plain; charset=iso-2022-jp\n",
        "Status: 5.",
        "From: ",
        "\0",
        "\u00ff",
    ];

    [Fact]
    public void Delimiters_without_lines_are_read_once()
    {
        var body = string.Concat(Enumerable.Repeat("--b", 3_000_000));
        var mail = Encoding.UTF8.GetBytes($"Content-Type: multipart/mixed; boundary=b\n\n{body}");

        Assert.Equal(ReportKind.Unclear, new ReportReader(new ReportReaderOptions()).Read(mail).Kind);
    }

    [Fact]
    public void Random_octets_are_unclear() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<byte[]>(),
                octets => new ReportReader(new ReportReaderOptions()).Read(octets).Kind == ReportKind.Unclear
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Pieces_of_mails_in_any_order_throw_nothing()
    {
        var mails = Gen.Elements(Pieces).ListOf().Select(string.Concat).ToArbitrary();
        Prop.ForAll(mails, mail => ReportReaderTests.Read(mail).Reason.Length > 0)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void Broken_reports_throw_nothing()
    {
        var broken =
            from sample in Gen.Elements(Samples)
            from cut in Gen.Choose(0, sample.Length)
            from length in Gen.Choose(0, sample.Length - cut)
            from piece in Gen.Elements(Pieces)
            from at in Gen.Choose(0, sample.Length - length)
            select Mutate(sample, cut, length, piece, at);
        Prop.ForAll(
                broken.ToArbitrary(),
                mail => new ReportReader(new ReportReaderOptions()).Read(mail).Reason.Length > 0
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void Nesting_without_end_is_read_to_a_depth()
    {
        var bomb = new StringBuilder("From: a@example.org\n");
        for (var depth = 0; depth < 5000; depth++)
        {
            bomb.Append(
                CultureInfo.InvariantCulture,
                $"Content-Type: multipart/mixed; boundary=b{depth}\n\n--b{depth}\n"
            );
        }

        Assert.Equal(ReportKind.Unclear, ReportReaderTests.Read(bomb.ToString()).Kind);
    }

    [Fact]
    public void Parts_without_number_are_read_to_a_limit()
    {
        var bomb = new StringBuilder("From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n");
        bomb.Insert(bomb.Length, "--b\n\n", 100_000);
        Assert.Equal(ReportKind.Unclear, ReportReaderTests.Read(bomb.ToString()).Kind);
    }

    [Fact]
    public void Headers_without_number_or_end_are_read_to_a_limit()
    {
        var many = new StringBuilder().Insert(0, "X-A: b\n", 200_000).ToString();
        var one = new StringBuilder("Subject: a\n").Insert(11, " folded\n", 200_000).ToString();
        Assert.Equal(ReportKind.Unclear, ReportReaderTests.Read(many).Kind);
        Assert.True(ReportReaderTests.Read(one).Subject!.Length < 10_000);
    }

    [Fact]
    public void No_control_characters_come_out_of_encoded_words()
    {
        var report = ReportReaderTests.Read(
            "From: =?utf-8?q?a=0D=0Ab=00?= <a@example.org>\nSubject: =?utf-8?b?YQ0KYg==?=\n\n"
        );
        Assert.Equal("a  b", report.Subject);
        Assert.Equal("a  b", report.FromName);
    }

    private static byte[] Mutate(byte[] sample, int cut, int length, string piece, int at)
    {
        List<byte> mail = [.. sample];
        mail.RemoveRange(cut, length);
        mail.InsertRange(at, Encoding.Latin1.GetBytes(piece));
        return [.. mail];
    }
}
