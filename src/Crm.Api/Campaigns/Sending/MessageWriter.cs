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
        var ids = campaign
            .Steps.SelectMany(step => new[] { step.TemplateId, step.AlternativeTemplateId })
            .OfType<Guid>()
            .ToList();
        var templates = await work.QueryWithTrash<Template>()
            .AsNoTracking()
            .Include(template => template.Texts)
            .Where(template => ids.Contains(template.Id))
            .ToDictionaryAsync(template => template.Id, cancellationToken);
        return new MessageWriter(campaign, templates, renderer, tokens, links, zone);
    }

    /// <summary>What a customer reads.</summary>
    public RenderedMessage Render(Message message, Customer customer, DateTimeOffset now)
    {
        var step = _campaign.Steps.First(step => step.Position == message.Step - 1);
        var template = _templates[
            message.IsAlternative && step.AlternativeTemplateId is { } other ? other : step.TemplateId
        ];
        var link = LinkOf(message);
        var surroundings = new TemplateSurroundings
        {
            Campaign = _campaignValues,
            Sender = _senderValues,
            UnsubscribeUrl = link?.Url,
            PreferencesUrl = link?.Url,
        };
        return _renderer.Render(
            template,
            customer.Language,
            TemplateModel.Of(customer, DayBorder.DayOf(now, _zone), surroundings)
        );
    }

    /// <summary>The message as it leaves.</summary>
    /// <exception cref="RuleBroken">The template needs what is not known of the customer.</exception>
    public OutgoingMessage Write(Message message, Customer customer, DateTimeOffset now)
    {
        var link = LinkOf(message);
        var rendered = Render(message, customer, now).WithWayOut(link?.Url);
        rendered.CheckComplete();
        return new OutgoingMessage
        {
            Id = message.Id,
            Token = _tokens.Of(message.Id),
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

    /// <summary>What a business going on needs is not unsubscribed from. One that is only looked at has a link that leads nowhere.</summary>
    private UnsubscribeLink? LinkOf(Message message) =>
        _campaign.Lane == CampaignLane.Transactional ? null
        : message.Id == Guid.Empty ? _links.Example
        : _links.Of(message.Id);
}
