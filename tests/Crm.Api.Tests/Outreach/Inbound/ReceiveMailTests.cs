using System.Net;
using System.Text.Json.Nodes;
using Crm.Api.Tests.Campaigns;
using Crm.TestKit;

namespace Crm.Api.Tests.Outreach.Inbound;

/// <summary>What comes back has its effect once, and what nobody can be sure of has none.</summary>
public sealed class ReceiveMailTests(ReceiveMailTests.MailFixture fixture) : IClassFixture<ReceiveMailTests.MailFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task A_hard_bounce_ends_writing_there_and_marks_the_contact_point()
    {
        var sent = await SentAsync("hard");
        var report = MailsThatCameBack.DeliveryReport(sent.Token, "5.1.1");

        var answer = await PostAsync(report);
        var customer = await Admin.GetJsonAsync($"/v1/customers/{sent.CustomerId}");
        await MailedAsync("hard-family", sent.Address);
        var next = await Admin.PlanCampaignAsync(
            await CampaignAsync("hard-next", "source = \"hard\" OR source = \"hard-family\"")
        );

        Assert.Equal(("hardBounce", sent.MessageId), (answer.Text("kind"), answer.Text("messageId")));
        Assert.Equal(sent.CampaignId, answer.Text("campaignId"));
        Assert.Equal("bounceNoted addressSuppressed contactPointInvalid", EffectsOf(answer));
        Assert.Equal("hardBounce", await SuppressionsAsync(sent.Address));
        Assert.False((bool)customer["contactPoints"]![0]!["isValid"]!);
        Assert.Equal("hardBounce 1, invalidAddress 1", next.ReasonsText());
        var message = await Admin.GetJsonAsync($"/v1/messages/{sent.MessageId}");
        Assert.Equal(("5.1.1", "550 5.1.1 no luck"), (message.Text("code"), message.Text("detail")));
        Assert.NotNull(message["bounceTime"]);
    }

    [Fact]
    public async Task The_same_report_again_changes_nothing()
    {
        var sent = await SentAsync("twice");
        var report = MailsThatCameBack.DeliveryReport(sent.Token, "5.1.1");

        await PostAsync(report);
        var before = await VersionsAsync(sent);
        var again = await PostAsync(report);

        Assert.Equal(("hardBounce", ""), (again.Text("kind"), EffectsOf(again)));
        Assert.Equal(before, await VersionsAsync(sent));
    }

    [Fact]
    public async Task Soft_bounces_are_counted_by_message_until_there_are_too_many()
    {
        var customer = await MailedAsync("soft", "soft@example.com");
        var effects = new List<string>();
        for (var count = 1; count <= 3; count++)
        {
            var sent = await SendAsync("soft", customer, "soft@example.com", $"soft {count}");
            var report = MailsThatCameBack.DeliveryReport(sent.Token, "4.4.7");
            effects.Add(EffectsOf(await PostAsync(report)));
            effects.Add(EffectsOf(await PostAsync(report)));
        }

        Assert.Equal(
            ["softBounceCounted", "", "softBounceCounted", "", "softBounceCounted addressSuppressed", ""],
            effects
        );
        Assert.Equal("softBounceLimit", await SuppressionsAsync("soft@example.com"));
        var next = await Admin.PlanCampaignAsync(await CampaignAsync("soft-next", "source = \"soft\""));
        Assert.Equal("softBounceLimit 1", next.ReasonsText());
        await Admin.SetClockAsync(fixture.After(91));
        Assert.Equal("", await SuppressionsAsync("soft@example.com"));
    }

    [Fact]
    public async Task A_complaint_suppresses_everything_and_withdraws_consent()
    {
        var sent = await SentAsync("complaint");

        var answer = await PostAsync(MailsThatCameBack.FeedbackReport(sent.Token));
        var again = await PostAsync(MailsThatCameBack.FeedbackReport(sent.Token));

        Assert.Equal("complaint", answer.Text("kind"));
        Assert.Equal("complaintNoted optOutNoted addressSuppressed consentWithdrawn", EffectsOf(answer));
        Assert.Equal("", EffectsOf(again));
        Assert.Equal("complaint", await SuppressionsAsync(sent.Address));
        Assert.Equal("news withdrawn", await ConsentsAsync(sent.Address));
    }

    [Fact]
    public async Task An_answer_ends_the_sequence_and_stands_on_the_timeline()
    {
        var customer = await MailedAsync("reply", "reply@example.com");
        var sent = await SendAsync("reply", customer, "reply@example.com", "reply", laterSteps: 1);

        var answer = await PostAsync(MailsThatCameBack.Answer(sent.Token, "a1"));
        var again = await PostAsync(MailsThatCameBack.Answer(sent.Token, "a1", "Received: on another way"));
        var second = await PostAsync(MailsThatCameBack.Answer(sent.Token, "a2"));
        await Admin.SetClockAsync(fixture.After(2));
        var next = await Admin.PlanCampaignAsync(sent.CampaignId);

        Assert.Equal(("reply", "replyNoted interactionCreated"), (answer.Text("kind"), EffectsOf(answer)));
        Assert.Equal(("", "interactionCreated"), (EffectsOf(again), EffectsOf(second)));
        Assert.Equal("", next.CountsText());
        var said = await Admin.GetJsonAsync(
            $"/v1/interactions?filter=customerId%3D%22{customer}%22%20direction%3Din&orderBy=createTime"
        );
        Assert.Equal(2, said["items"]!.AsArray().Count);
        var first = said["items"]![0]!;
        Assert.Equal(
            ("email", "Re: News", "Thank you, please call me.", "anna@example.com", sent.CampaignId),
            (
                first.Text("channel"),
                first.Text("subject"),
                first.Text("body").Trim(),
                first.Text("contactPoint"),
                first["regarding"]!.Text("id")
            )
        );
    }

    [Fact]
    public async Task What_a_program_answers_changes_nothing()
    {
        var sent = await SentAsync("absent");
        var before = await VersionsAsync(sent);

        var answer = await PostAsync(MailsThatCameBack.Answer(sent.Token, "b1", "Auto-Submitted: auto-replied"));

        Assert.Equal(("autoReply", ""), (answer.Text("kind"), EffectsOf(answer)));
        Assert.Null(answer["reviewId"]);
        Assert.Equal(before, await VersionsAsync(sent));
    }

    [Fact]
    public async Task A_mail_to_unsubscribe_opts_out_of_the_purpose_alone()
    {
        var sent = await SentAsync("leaving");

        var answer = await PostAsync(MailsThatCameBack.ToUnsubscribe(sent.Token));
        var again = await PostAsync(MailsThatCameBack.ToUnsubscribe(sent.Token));

        Assert.Equal("unsubscribe", answer.Text("kind"));
        Assert.Equal("optOutNoted addressSuppressed consentWithdrawn", EffectsOf(answer));
        Assert.Equal("", EffectsOf(again));
        Assert.Equal("unsubscribed news", await SuppressionsAsync(sent.Address));
        Assert.Equal("news withdrawn", await ConsentsAsync(sent.Address));
    }

    [Fact]
    public async Task A_token_that_is_not_ours_goes_to_review_and_is_kept_once()
    {
        var sent = await SentAsync("forged");
        var forged = sent.Token[..^2] + (sent.Token.EndsWith("AA", StringComparison.Ordinal) ? "BB" : "AA");
        var report = MailsThatCameBack.DeliveryReport(forged, "5.1.1");
        var before = await VersionsAsync(sent);

        var answer = await PostAsync(report);
        var again = await PostAsync(report);
        var review = await Admin.GetJsonAsync($"/v1/inbound-reviews/{answer.Text("reviewId")}");

        Assert.Equal(("hardBounce", "keptForReview"), (answer.Text("kind"), EffectsOf(answer)));
        Assert.Null(answer["messageId"]);
        Assert.Equal((answer.Text("reviewId"), ""), (again.Text("reviewId"), EffectsOf(again)));
        Assert.Equal(before, await VersionsAsync(sent));
        Assert.Equal(("5.1.1", report), (review.Text("status"), review.Text("beginning")));
        await Admin.DeleteAsync($"/v1/inbound-reviews/{review.Text("id")}", HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task What_is_no_report_and_no_answer_is_kept_as_it_came()
    {
        var answer = await PostAsync($"\0 {Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}");
        var review = await Admin.GetJsonAsync($"/v1/inbound-reviews/{answer.Text("reviewId")}");

        Assert.Equal(("unclear", "It is no mail."), (answer.Text("kind"), review.Text("reason")));
        Assert.StartsWith("\uFFFD ", review.Text("beginning"));
    }

    [Fact]
    public async Task Only_a_mail_of_a_bearable_size_is_taken()
    {
        using var json = await Admin.SendTextAsync(HttpMethod.Post, "/v1/messages/inbound", "{}");
        using var large = await Admin.SendTextAsync(
            HttpMethod.Post,
            "/v1/messages/inbound",
            new string('a', (10 * 1024 * 1024) + 1),
            "message/rfc822"
        );

        await json.ExpectProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
        await large.ExpectProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    private async Task<JsonObject> PostAsync(string mail)
    {
        using var answer = await Admin.SendTextAsync(HttpMethod.Post, "/v1/messages/inbound", mail, "message/rfc822");
        return await answer.ExpectAsync(HttpStatusCode.OK);
    }

    private static string EffectsOf(JsonObject answer) =>
        string.Join(' ', answer["effects"]!.AsArray().Select(effect => (string)effect!));

    private Task<string> MailedAsync(string source, string address) =>
        Admin.CalledAsync(
            source,
            phone: null,
            new { contactPoints = new[] { new { channel = "email", value = address } } }
        );

    private async Task<string> CampaignAsync(string name, string audience, int laterSteps = 0)
    {
        var template = await Admin.TemplateAsync(channel: "email");
        List<object> steps = [new { templateId = template }];
        steps.AddRange(Enumerable.Range(0, laterSteps).Select(_ => new { templateId = template, afterDays = 1 }));
        return await Admin.CampaignAsync(
            name,
            steps,
            new
            {
                channel = "email",
                purpose = "news",
                audience = new { filter = audience },
            }
        );
    }

    /// <summary>A customer who got a mail.</summary>
    private async Task<SentMail> SentAsync(string source)
    {
        var address = $"{source}@example.com";
        return await SendAsync(source, await MailedAsync(source, address), address, source);
    }

    private async Task<SentMail> SendAsync(
        string source,
        string customer,
        string address,
        string name,
        int laterSteps = 0
    )
    {
        var campaign = await CampaignAsync(name, $"source = \"{source}\"", laterSteps);
        await Admin.PlanAndSendAsync(campaign);
        var page = await Admin.GetJsonAsync($"/v1/messages?filter=campaignId%3D%22{campaign}%22");
        var message = Assert.Single(page["items"]!.AsArray())!.Text("id");
        var mail = await File.ReadAllLinesAsync(Path.Combine(fixture.DropFolder, $"{message}.eml"));
        var token = mail.Single(line => line.StartsWith("X-Crm-Message: ", StringComparison.Ordinal)).Split(' ')[1];
        return new SentMail(customer, address, campaign, message, token);
    }

    /// <summary>What counts against an address, as <c>hardBounce</c> or <c>unsubscribed news</c>.</summary>
    private async Task<string> SuppressionsAsync(string address)
    {
        var check = await Admin.GetJsonAsync($"/v1/suppressions/check?channel=email&address={address}");
        return string.Join(
            ", ",
            check["suppressions"]!
                .AsArray()
                .Select(suppression => $"{suppression!["reason"]} {suppression["purpose"]}".Trim())
        );
    }

    private async Task<string> ConsentsAsync(string address)
    {
        var state = await Admin.GetJsonAsync($"/v1/consents/state?channel=email&address={address}");
        return string.Join(", ", state["states"]!.AsArray().Select(word => $"{word!["purpose"]} {word["state"]}"));
    }

    private async Task<string> VersionsAsync(SentMail sent)
    {
        var message = await Admin.GetJsonAsync($"/v1/messages/{sent.MessageId}");
        var customer = await Admin.GetJsonAsync($"/v1/customers/{sent.CustomerId}");
        return $"{message["etag"]} {customer["etag"]} {await SuppressionsAsync(sent.Address)}";
    }

    private sealed record SentMail(
        string CustomerId,
        string Address,
        string CampaignId,
        string MessageId,
        string Token
    );

    public sealed class MailFixture : CrmFixture
    {
        private static readonly DateTimeOffset Start = new(2027, 1, 1, 12, 0, 0, TimeSpan.Zero);
        private int _days;

        public string DropFolder { get; } = Directory.CreateTempSubdirectory("crm-mails-").FullName;

        /// <summary>A moment that many days after the last one.</summary>
        public string After(int days) =>
            Start.AddDays(_days += days).ToString("O", System.Globalization.CultureInfo.InvariantCulture);

        public override async Task InitializeAsync() =>
            Server = await CrmServer.StartAsync(
                Engine.Sqlite,
                ("Crm:Clock:Virtual", "true"),
                ("Crm:Clock:Start", "2027-01-01T12:00:00Z"),
                ("Crm:Mail:DropFolder", DropFolder),
                ("Crm:Mail:SenderAddress", "shop@example.org"),
                ("Crm:Outreach:UnsubscribeMailbox", "leave@example.org")
            );

        public override async Task DisposeAsync()
        {
            await base.DisposeAsync();
            Directory.Delete(DropFolder, recursive: true);
        }
    }
}
