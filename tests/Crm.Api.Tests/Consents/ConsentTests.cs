using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Consents;

/// <summary>Yes and no to being written to, over HTTP.</summary>
public sealed class ConsentTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private static int _last;

    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task The_state_of_an_address_is_the_word_said_last_however_it_is_written()
    {
        var address = NewAddress();
        await SayAsync(address, "granted", "2026-01-10T00:00:00Z");
        await SayAsync(address.ToUpperInvariant(), "withdrawn", "2026-01-12T00:00:00Z");
        await SayAsync(address, "granted", "2026-01-11T00:00:00Z");

        var state = Assert.Single(await StatesAsync(address))!;

        Assert.Equal(("newsletter", "withdrawn"), (state.Text("purpose"), state.Text("state")));
        Assert.Equal("2026-01-12T00:00:00Z", state.Text("since"));
        var word = await Admin.GetJsonAsync($"/v1/consents/{state.Text("eventId")}");
        Assert.Equal(address.ToUpperInvariant(), word.Text("address"));
    }

    [Fact]
    public async Task Each_purpose_and_channel_has_a_state_of_its_own()
    {
        var address = NewAddress();
        await SayAsync(address, "granted", "2026-01-10T00:00:00Z");
        await SayAsync(address, "withdrawn", "2026-01-10T00:00:00Z", purpose: "offers");
        await Admin.PostAsync(
            "/v1/consents",
            Word("+49 170 1234567", "granted", "2026-01-10T00:00:00Z", channel: "sms")
        );

        var both = await StatesAsync(address);
        var one = await StatesAsync(address, "&purpose=offers");
        var byPhone = await Admin.GetJsonAsync("/v1/consents/state?channel=sms&address=%2B491701234567");

        Assert.Equal(["newsletter granted", "offers withdrawn"], both.Select(Shown));
        Assert.Equal(["offers withdrawn"], one.Select(Shown));
        Assert.Equal(["newsletter granted"], byPhone["states"]!.AsArray().Select(Shown));
        Assert.Empty(await StatesAsync(NewAddress()));
    }

    [Fact]
    public async Task Many_are_recorded_together_or_none()
    {
        var (one, other) = (NewAddress(), NewAddress());

        var recorded = await Admin.PostAsync(
            "/v1/consents/record",
            new { events = new[] { Word(one, "granted"), Word(other, "granted"), Word(one, "withdrawn") } }
        );
        using var refused = await Admin.SendTextAsync(
            HttpMethod.Post,
            "/v1/consents/record",
            new JsonObject
            {
                ["events"] = new JsonArray(Word(other, "withdrawn"), Word("nonsense", "granted")),
            }.ToJsonString()
        );

        Assert.Equal(3, recorded["events"]!.AsArray().Count);
        var problem = await refused.ExpectProblemAsync(HttpStatusCode.UnprocessableEntity, "address-invalid");
        Assert.Equal("/events/1/address", problem.BlamedField());
        Assert.Equal(["newsletter withdrawn"], (await StatesAsync(one)).Select(Shown));
        Assert.Equal(["newsletter granted"], (await StatesAsync(other)).Select(Shown));
    }

    [Fact]
    public async Task What_was_said_is_never_changed_nor_taken_away()
    {
        var said = await SayAsync(NewAddress(), "granted", "2026-01-10T00:00:00Z");
        var path = $"/v1/consents/{said.Text("id")}";

        await Admin.PatchAsync(path, new { state = "withdrawn" }, HttpStatusCode.MethodNotAllowed);
        await Admin.DeleteAsync(path, HttpStatusCode.MethodNotAllowed);

        Assert.Equal(said.ToJsonString(), (await Admin.GetJsonAsync(path)).ToJsonString());
    }

    [Fact]
    public async Task Nobody_says_yes_in_the_future()
    {
        var word = Word(NewAddress(), "granted", "2999-01-01T00:00:00Z");

        var problem = await Admin.PostAsync("/v1/consents", word, HttpStatusCode.UnprocessableEntity);

        Assert.Equal("consent-time-ahead", problem.Text("code"));
    }

    [Fact]
    public async Task A_no_said_now_counts_against_a_yes_from_a_clock_ahead()
    {
        var address = NewAddress();
        var ahead = TimeProvider.System.GetUtcNow().AddMinutes(30).ToString("O", CultureInfo.InvariantCulture);
        await SayAsync(address, "granted", ahead);

        await Admin.PostAsync(
            "/v1/consents",
            new
            {
                channel = "email",
                address,
                purpose = "newsletter",
                state = "withdrawn",
            }
        );

        Assert.Equal(["newsletter withdrawn"], (await StatesAsync(address)).Select(Shown));
    }

    [Fact]
    public async Task A_file_of_consents_is_imported_in_any_order_and_cannot_be_undone()
    {
        var (one, other) = (NewAddress(), NewAddress());

        var job = await Admin.ImportAsync(
            new { resource = "consents", mode = "create" },
            "channel,address,purpose,state,time\n"
                + $"email,{one},newsletter,withdrawn,2026-01-12T00:00:00Z\n"
                + $"email,{one},newsletter,granted,2026-01-10T00:00:00Z\n"
                + $"email,{other},newsletter,granted,2026-01-10T00:00:00Z\n"
                + "email,nobody,newsletter,granted,2026-01-10T00:00:00Z\n"
        );
        var undone = await Admin.ApplyAsync(await Admin.PlanUndoAsync(job));

        Assert.Equal("created 3, rejected 1", job.CountsText());
        Assert.Equal("rejected 3", undone.CountsText());
        Assert.Equal(["newsletter withdrawn"], (await StatesAsync(one)).Select(Shown));
        Assert.Equal(["newsletter granted"], (await StatesAsync(other)).Select(Shown));
    }

    [Fact]
    public async Task Customers_are_found_by_what_was_said_of_one_of_their_addresses()
    {
        var (yes, no, both) = (NewAddress(), NewAddress(), NewAddress());
        var (loved, left, torn) = (await PersonAsync(yes), await PersonAsync(no), await PersonAsync(both));
        await SayAsync(yes, "granted", "2026-01-10T00:00:00Z");
        await SayAsync(no, "withdrawn", "2026-01-10T00:00:00Z");
        await SayAsync(both, "withdrawn", "2026-01-10T00:00:00Z");
        await SayAsync(both, "granted", "2026-01-10T00:00:00Z", purpose: "offers");
        string[] all = [loved, left, torn];

        Assert.Equal([loved], await FoundAsync(all, "consents.any(purpose = newsletter AND state = granted)"));
        Assert.Equal([left, torn], await FoundAsync(all, "consents.any(purpose = newsletter AND state = withdrawn)"));
        Assert.Equal([torn], await FoundAsync(all, "consents.count = 2"));
        Assert.Equal([loved, left], await FoundAsync(all, "consents.purpose != offers"));
    }

    private async Task<List<string>> FoundAsync(IReadOnlyList<string> among, string filter)
    {
        var ids = string.Join(" OR ", among);
        var page = await Admin.GetJsonAsync(
            $"/v1/customers?filter={Uri.EscapeDataString($"id = ({ids}) AND {filter}")}&orderBy=createTime"
        );
        return [.. page["items"]!.AsArray().Select(item => item!.Text("id"))];
    }

    private async Task<string> PersonAsync(string address)
    {
        var person = new
        {
            kind = "person",
            name = "Ada",
            contactPoints = new[] { new { channel = "email", value = address } },
        };
        return (await Admin.PostAsync("/v1/customers", person)).Text("id");
    }

    private Task<JsonObject> SayAsync(string address, string state, string time, string purpose = "newsletter") =>
        Admin.PostAsync("/v1/consents", Word(address, state, time, purpose));

    private async Task<JsonArray> StatesAsync(string address, string more = "") =>
        (await Admin.GetJsonAsync($"/v1/consents/state?channel=email&address={address}{more}"))["states"]!.AsArray();

    private static JsonObject Word(
        string address,
        string state,
        string? time = null,
        string purpose = "newsletter",
        string channel = "email"
    ) =>
        new()
        {
            ["channel"] = channel,
            ["address"] = address,
            ["purpose"] = purpose,
            ["state"] = state,
            ["time"] = time,
        };

    private static string Shown(JsonNode? state) => $"{state!.Text("purpose")} {state!.Text("state")}";

    private static string NewAddress() => $"ada.{Interlocked.Increment(ref _last)}@acme.example";
}
