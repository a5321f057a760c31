using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Templates;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Campaigns;

/// <summary>What a campaign says, down to the versions of its templates, in a few letters; pausing and resuming leave it as it is.</summary>
internal static class CampaignDigest
{
    public static async Task<string> OfAsync(
        Campaign campaign,
        CampaignResource resource,
        Work work,
        CancellationToken cancellationToken
    )
    {
        Guid[] ids = [.. campaign.TemplateIds];
        var templates = await work.QueryWithTrash<Template>()
            .Where(template => ids.Contains(template.Id))
            .OrderBy(template => template.Id)
            .Select(template => new { template.Id, template.Version })
            .ToListAsync(cancellationToken);
        var text = new StringBuilder(
            JsonSerializer.Serialize(resource.ToForm(campaign), Json.TypeInfo<CampaignForm>())
        );
        templates.ForEach(template => text.Append(CultureInfo.InvariantCulture, $" {template.Id} {template.Version}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
