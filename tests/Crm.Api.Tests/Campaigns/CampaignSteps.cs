using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Campaigns;

/// <summary>Makes customers, templates and campaigns, and has campaigns planned and sent.</summary>
internal static class CampaignSteps
{
    public static async Task<string> TemplateAsync(
        this HttpClient client,
        string text = "Dear {{customer.name}}",
        string channel = "phone"
    ) =>
        (
            await client.PostAsync(
                "/v1/templates",
                new JsonObject
                {
                    ["name"] = $"Template {Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}",
                    ["channel"] = channel,
                    ["texts"] = new JsonArray(
                        new JsonObject
                        {
                            ["language"] = "en",
                            ["subject"] = channel == "email" ? "News" : null,
                            ["text"] = text,
                        }
                    ),
                }
            )
        ).Text("id");

    /// <summary>A customer with a phone number; the source is what audiences go by.</summary>
    public static async Task<string> CalledAsync(
        this HttpClient client,
        string source,
        string? phone,
        object? more = null
    )
    {
        var form = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(more ?? new { }))!.AsObject();
        form["kind"] = "person";
        form["name"] = $"Called {phone}";
        form["source"] = source;
        form["contactPoints"] ??= phone is null
            ? new JsonArray()
            : new JsonArray(new JsonObject { ["channel"] = "phone", ["value"] = phone });
        return (await client.PostAsync("/v1/customers", form)).Text("id");
    }

    /// <summary>A campaign by phone to the customers of a source, nobody's word asked.</summary>
    public static async Task<string> CampaignAsync(
        this HttpClient client,
        string source,
        IReadOnlyList<object> steps,
        object? more = null
    )
    {
        var form = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(more ?? new { }))!.AsObject();
        form["name"] = $"Campaign {source}";
        form["channel"] ??= "phone";
        form["purpose"] ??= "news";
        form["consent"] ??= "none";
        form["audience"] ??= new JsonObject { ["filter"] = $"source = \"{source}\"" };
        form["steps"] = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(steps));
        return (await client.PostAsync("/v1/campaigns", form)).Text("id");
    }

    public static Task<JsonObject> PlanCampaignAsync(this HttpClient client, string id) =>
        client.PlanAsync($"/v1/campaigns/{id}/plan", new { });

    /// <summary>The finished job that sent a plan.</summary>
    public static async Task<JsonObject> SendPlanAsync(this HttpClient client, string id, JsonObject planned)
    {
        var job = await client.PostAsync(
            $"/v1/campaigns/{id}/send",
            new { planId = planned.Text("planId") },
            HttpStatusCode.Accepted
        );
        return await client.SettledJobAsync(job.Text("id"));
    }

    public static async Task<JsonObject> PlanAndSendAsync(this HttpClient client, string id) =>
        await client.SendPlanAsync(id, await client.PlanCampaignAsync(id));

    /// <summary>The messages of a campaign in the order of their claims, as <c>+4930111 1 exported</c>.</summary>
    public static async Task<string> MessagesAsync(this HttpClient client, string id)
    {
        var page = await client.GetJsonAsync(
            $"/v1/messages?pageSize=500&orderBy=step,address&filter=campaignId%3D%22{id}%22"
        );
        return string.Join(
            '\n',
            page["items"]!.AsArray().Select(message => $"{message!["address"]} {message["step"]} {message["state"]}")
        );
    }

    /// <summary>Why people were left out, as <c>noConsent 2</c>.</summary>
    public static string ReasonsText(this JsonObject job) =>
        string.Join(", ", job["plan"]!["reasons"]!.AsArray().Select(reason => $"{reason!["code"]} {reason["rows"]}"));
}
