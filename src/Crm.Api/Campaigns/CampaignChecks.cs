using Crm.Api.AttributeDefinitions;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Http.Lists;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Crm.Api.Outreach;
using Crm.Api.Templates;
using Crm.Mail.Mime;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Campaigns;

/// <summary>What the steps and filters of a campaign must keep to, beyond their form.</summary>
internal sealed class CampaignChecks(CustomerResource customers, ListSettings settings)
{
    /// <summary>Mails come from an address, and answers go to one; what else a channel takes for its sender its gateway knows.</summary>
    public static void CheckSender(OutreachChannel channel, CampaignSender? sender)
    {
        if (channel == OutreachChannel.Email)
        {
            CheckMailbox(sender?.Address, "/sender/address");
            CheckMailbox(sender?.ReplyTo, "/sender/replyTo");
        }
    }

    public async Task CheckStepAsync(
        Campaign campaign,
        CampaignStepForm step,
        int index,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var path = $"/steps/{index}";
        await CheckTemplateAsync(campaign, step.TemplateId, $"{path}/templateId", work, cancellationToken);
        var alternative = $"{path}/alternative/templateId";
        await CheckTemplateAsync(campaign, step.Alternative?.TemplateId, alternative, work, cancellationToken);
        await CheckFilterAsync(step.Filter, campaign.TimeZone, $"{path}/filter", work, cancellationToken);
        await CheckAnchorAsync(step, path, work, cancellationToken);
        if (step.AfterDays > 0 && (index == 0 || step.Anchor is not null))
        {
            throw RuleBroken.Invalid(
                "step-follows-none",
                "Only a step that follows another, and has no anchor, waits for days after it.",
                $"{path}/afterDays"
            );
        }
    }

    public async Task CheckFilterAsync(
        string? filter,
        string? timeZone,
        string path,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var zone = timeZone is null ? settings.Zone : TimeZones.Find(timeZone)!;
        var context = await ListSettings.FilterContextAsync(work, filter, zone, cancellationToken);
        ListQuery.Condition(filter, customers.Fields, context, place: path);
    }

    /// <summary>There is such a template, and it is for the channel.</summary>
    private static async Task CheckTemplateAsync(
        Campaign campaign,
        Guid? templateId,
        string path,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var isPresent = campaign.Steps.Exists(step =>
            step.TemplateId == templateId || step.AlternativeTemplateId == templateId
        );
        await References.CheckAsync<Template>(work, isPresent ? templateId : null, templateId, path, cancellationToken);
        if (
            templateId is { } id
            && await work.QueryWithTrash<Template>()
                .AnyAsync(template => template.Id == id && template.Channel != campaign.Channel, cancellationToken)
        )
        {
            throw RuleBroken.Invalid(
                "channels-differ",
                $"The template is not for the channel {EnumText<OutreachChannel>.Of(campaign.Channel)}.",
                path
            );
        }
    }

    private static async Task CheckAnchorAsync(
        CampaignStepForm step,
        string path,
        Work work,
        CancellationToken cancellationToken
    )
    {
        if (step.Anchor is not { Field: { } field } anchor)
        {
            return;
        }

        if (anchor.Offset is { } offset && DateOffset.Parse(offset) is null)
        {
            throw RuleBroken.Invalid(
                "offset-unreadable",
                $"'{offset}' is not a distance of years, months, weeks and days such as P18M or -P7D.",
                $"{path}/anchor/offset"
            );
        }

        var isDate =
            field == CustomerDates.BirthDate
            || (
                CustomerDates.AttributeOf(field) is { } key
                && await work.Query<AttributeDefinition>()
                    .AnyAsync(
                        definition => definition.Key == key && definition.Type == AttributeValueType.Date,
                        cancellationToken
                    )
            );
        if (!isDate)
        {
            throw RuleBroken.Invalid(
                "not-a-date",
                $"'{field}' is no date that customers have: birthDate, or a custom attribute of type date.",
                $"{path}/anchor/field"
            );
        }
    }

    private static void CheckMailbox(string? address, string path)
    {
        if (address is not null && !MailAddress.IsValid(address))
        {
            throw RuleBroken.Invalid("address-invalid", OutreachAddress.Refusal(OutreachChannel.Email), path);
        }
    }
}
