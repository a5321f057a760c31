using System.Net.Http.Headers;
using System.Text.Json;
using Crm.Benchmarks.Load;

namespace Crm.Benchmarks;

/// <summary>What is measured. Each request picks other customers, in the same order on both sides.</summary>
internal sealed class Operations(int customers)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public Operation Read => new("read one", number => Get(ReadPath(number)), number => Get(ReadPath(number)));

    public static Operation ListByCategory =>
        new(
            "list 50, category and stage",
            number =>
                Get(
                    "/v1/customers?orderBy=name&filter="
                        + Uri.EscapeDataString($"category = \"{CategoryOf(number)}\" AND lifecycleStage = customer")
                ),
            number => Get($"/v1/customers/by-category?category={CategoryOf(number)}&stage=customer")
        );

    public Operation ListByContactPoint =>
        new(
            "list, contact point",
            number =>
                Get(
                    "/v1/customers?orderBy=name&filter="
                        + Uri.EscapeDataString($"contactPoints.normalized = \"{EmailOf(number)}\"")
                ),
            number => Get($"/v1/customers/by-contact-point?value={EmailOf(number)}")
        );

    public Operation Create => new("create", Post, Post);

    private int Pick(int number) => (int)(number * 2_654_435_761L % customers) + 1;

    private string ReadPath(int number) => $"/v1/customers/{SeededCustomers.IdOf(Pick(number))}";

    private string EmailOf(int number) => SeededCustomers.EmailOf(Pick(number));

    private static string CategoryOf(int number) => $"c{number % SeededCustomers.Categories}";

    private HttpRequestMessage Post(int number)
    {
        var form = SeededCustomers.Make(customers + number);
        foreach (var point in form.ContactPoints!)
        {
            point.Normalized = null;
        }

        // The form has no id and no times, which the row always writes.
        var json = JsonSerializer.SerializeToNode(form, CustomerJson.Default.CustomerRow)!.AsObject();
        json.Remove("id");
        json.Remove("createTime");
        json.Remove("updateTime");
        return new HttpRequestMessage(HttpMethod.Post, "/v1/customers")
        {
            Content = new StringContent(json.ToJsonString(), Json),
        };
    }

    private static HttpRequestMessage Get(string path) => new(HttpMethod.Get, path);
}
