using Crm.Api.Http.Outgoing;

namespace Crm.Api.Tests.Http.Outgoing;

public sealed class WebhookSignerTests
{
    /// <summary>Made with <c>printf 'msg_1.1674087231.{"test": 2432232314}' | openssl dgst -sha256 -mac HMAC -macopt hexkey:…</c>.</summary>
    [Fact]
    public void The_signature_is_the_one_others_compute()
    {
        var key = WebhookSigner.KeyOf("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        using var request = new HttpRequestMessage();
        new WebhookSigner(key!).Sign(
            request.Headers,
            "msg_1",
            DateTimeOffset.FromUnixTimeSeconds(1674087231),
            "{\"test\": 2432232314}"u8
        );
        Assert.Equal("msg_1", Assert.Single(request.Headers.GetValues("webhook-id")));
        Assert.Equal("1674087231", Assert.Single(request.Headers.GetValues("webhook-timestamp")));
        Assert.Equal(
            "v1,K9jBtNnS3vT7yre28QI4/qromxDfH2+MhRUFOE5hQpA=",
            Assert.Single(request.Headers.GetValues("webhook-signature"))
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_no base64!")]
    [InlineData("whsec_c2hvcnQ=")]
    public void What_is_no_secret_is_refused(string secret) => Assert.Null(WebhookSigner.KeyOf(secret));

    [Theory]
    [InlineData(23, false)]
    [InlineData(24, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Secrets_have_24_to_64_octets(int length, bool isSecret) =>
        Assert.Equal(isSecret, WebhookSigner.KeyOf($"whsec_{Convert.ToBase64String(new byte[length])}") is not null);
}
