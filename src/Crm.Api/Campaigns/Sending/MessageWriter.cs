using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Kernel;
using Crm.Api.Outreach.Channels;
using Crm.Api.Outreach.Unsubscribe;
using Crm.Api.Templates;
using Crm.Api.Templates.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Campaigns.Sending;

/// <summary>Writes the messages of one campaign.</summary>
internal sealed class MessageWriter
{
    private readonly Campaign _campaign;
    private readonly Dictionary<Guid, Template> _templates;
    private readonly TemplateRenderer _renderer;
    private readonly MessageTokens _tokens;
    private readonly UnsubscribeLinks _links;
    private readonly TimeZoneInfo _zone;
    private readonly Dictionary<string, object?> _campaignValues;
    private readonly Dictionary<string, object?> _senderValues;

    private MessageWriter(
        Campaign campaign,
        Dictionary<Guid, Template> templates,
        TemplateRenderer renderer,
        MessageTokens tokens,
        UnsubscribeLinks links,
        TimeZoneInfo zone
    )
    {
        (_campaign, _templates, _renderer, _tokens, _links, _zone) = (
            campaign,
            templates,
            renderer,
            tokens,
            links,
            zone
        );
        _campaignValues = new(StringComparer.Ordinal) { ["name"] = campaign.Name, ["purpose"] = campaign.Purpose };
        _senderValues = new(StringComparer.Ordinal)
        {
            ["name"] = campaign.SenderName,
            ["address"] = campaign.SenderAddress,
        };
    }

    /// <summary>What a business going on needs is not unsubscribed from.</summary>
    private bool IsBulk => _campaign.Lane == CampaignLane.Bulk;

    /// <summary>Reads the templates of a campaign's steps; one in the trash still says what was planned.</summary>
    public static async Task<MessageWriter> OfAsync(
        Campaign campaign,
        TimeZoneInfo zone,
        TemplateRenderer renderer,
        MessageTokens tokens,
        UnsubscribeLinks links,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var ids = campaign.TemplateIds.ToList();
        var templates = await work.QueryWithTrash<Template>()
            .AsNoTracking()
            .Include(template => template.Texts)
            .Where(template => ids.Contains(template.Id))
            .ToDictionaryAsync(template => template.Id, cancellationToken);
        return new MessageWriter(campaign, templates, renderer, tokens, links, zone);
    }

    /// <summary>What a customer would read; its links lead nowhere.</summary>
    public RenderedMessage Render(Message message, Customer customer, DateTimeOffset now) =>
        Render(message, customer, IsBulk ? _links.Example : null, now);

    /// <summary>The message as it leaves.</summary>
    /// <exception cref="RuleBroken">The template needs what is not known of the customer.</exception>
    public OutgoingMessage Write(Message message, Customer customer, DateTimeOffset now)
    {
        var token = _tokens.Of(message.Id);
        var link = IsBulk ? _links.Of(token) : null;
        var rendered = Render(message, customer, link, now);
        rendered.CheckComplete();
        return new OutgoingMessage
        {
            Id = message.Id,
            Token = token,
            Channel = message.Channel,
            Address = message.Address!,
            RecipientName = customer.Name,
            SenderName = _campaign.SenderName,
            SenderAddress = _campaign.SenderAddress,
            ReplyTo = _campaign.ReplyTo,
            Language = rendered.Language,
            Subject = rendered.Subject,
            Text = rendered.Text,
            Html = rendered.Html,
            UnsubscribeUrl = link?.Url,
            UnsubscribeMailbox = link?.Mailbox,
            Date = now,
        };
    }

    private RenderedMessage Render(Message message, Customer customer, UnsubscribeLink? link, DateTimeOffset now)
    {
        var step = _campaign.StepOf(message.Step);
        var template = _templates[
            message.IsAlternative && step.AlternativeTemplateId is { } other ? other : step.TemplateId
        ];
        var surroundings = new TemplateSurroundings
        {
            Campaign = _campaignValues,
            Sender = _senderValues,
            UnsubscribeUrl = link?.Url,
            PreferencesUrl = link?.Url,
        };
        return _renderer
            .Render(template, customer.Language, TemplateModel.Of(customer, DayBorder.DayOf(now, _zone), surroundings))
            .WithWayOut(link?.Url);
    }
}
