using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Merges;

/// <summary>Makes customers to be merged, and merges them.</summary>
internal static class MergeSteps
{
    public static async Task<string> CustomerAsync(this HttpClient client, object form) =>
        (await client.PostAsync("/v1/customers", form)).Text("id");

    public static Task<string> PersonAsync(this HttpClient client, string name, string? birthDate = null) =>
        client.CustomerAsync(
            new JsonObject
            {
                ["kind"] = "person",
                ["name"] = name,
                ["birthDate"] = birthDate,
            }
        );

    public static Task<JsonObject> MergeAsync(this HttpClient client, string survivor, string other) =>
        client.PostAsync(
            "/v1/customers/merge",
            new { customerIds = new[] { other, survivor }, survivorId = survivor },
            HttpStatusCode.OK
        );

    public static Task<HttpResponseMessage> SendMergeAsync(this HttpClient client, object request) =>
        client.SendTextAsync(HttpMethod.Post, "/v1/customers/merge", JsonSerializer.Serialize(request));
}
