using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Crm.Api.Data;
using Crm.Api.Suppressions;
using Crm.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Api.Tests.Suppressions;

/// <summary>Addresses that must not be written to, over HTTP.</summary>
public sealed class SuppressionTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private static int _last;

    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task An_address_is_recognised_however_it_is_written()
    {
        var address = NewAddress();
        var suppression = await SuppressAsync(
            new
            {
                channel = "email",
                address,
                reason = "manual",
            }
        );

        var check = await CheckAsync(address.ToUpperInvariant());

        Assert.True((bool)check["isSuppressed"]!);
        Assert.Equal(suppression.ToJsonString(), Assert.Single(check["suppressions"]!.AsArray())!.ToJsonString());
        Assert.False((bool)(await CheckAsync(NewAddress()))["isSuppressed"]!);
    }

    [Fact]
    public async Task Each_reason_is_kept_apart_and_mending_one_leaves_the_others()
    {
        var address = NewAddress();
        await SuppressAsync(
            new
            {
                channel = "email",
                address,
                reason = "unsubscribed",
            }
        );
        var bounce = await SuppressAsync(
            new
            {
                channel = "email",
                address,
                reason = "hardBounce",
            }
        );

        await Admin.DeleteAsync($"/v1/suppressions/{bounce.Text("id")}", HttpStatusCode.NoContent);

        Assert.Equal("unsubscribed", Assert.Single(await ReasonsAsync(address)));
    }

    [Fact]
    public async Task The_same_address_for_the_same_reason_and_purpose_is_a_duplicate()
    {
        var address = NewAddress();
        await SuppressAsync(
            new
            {
                channel = "email",
                address,
                reason = "manual",
            }
        );
        await SuppressAsync(
            new
            {
                channel = "email",
                address,
                reason = "manual",
                purpose = "newsletter",
            }
        );

        var problem = await Admin.PostAsync(
            "/v1/suppressions",
            new
            {
                channel = "email",
                address = address.ToUpperInvariant(),
                reason = "manual",
            },
            HttpStatusCode.Conflict
        );

        Assert.Equal(("duplicate", "/address"), (problem.Text("code"), problem.BlamedField()));
    }

    [Fact]
    public async Task An_upsert_by_address_changes_the_one_of_the_same_reason()
    {
        var address = NewAddress();
        var first = await SuppressAsync(
            new
            {
                channel = "email",
                address,
                reason = "manual",
            }
        );

        var again = await Admin.PostAsync(
            "/v1/suppressions/upsert",
            new
            {
                matchOn = new[] { "address" },
                record = new
                {
                    channel = "email",
                    address,
                    reason = "manual",
                    note = "asked twice",
                },
            },
            HttpStatusCode.OK
        );

        Assert.Equal("updated", again.Text("outcome"));
        Assert.Equal(first.Text("id"), again["record"]!.Text("id"));
        Assert.Equal("asked twice", again["record"]!.Text("note"));
    }

    [Fact]
    public async Task What_is_about_one_purpose_leaves_the_others()
    {
        var address = NewAddress();
        await SuppressAsync(
            new
            {
                channel = "email",
                address,
                reason = "unsubscribed",
                purpose = "newsletter",
            }
        );

        Assert.Equal(["unsubscribed"], await ReasonsAsync(address, "&purpose=newsletter"));
        Assert.Empty(await ReasonsAsync(address, "&purpose=offers"));
        Assert.Equal(["unsubscribed"], await ReasonsAsync(address));
    }

    [Fact]
    public async Task What_has_expired_no_longer_counts()
    {
        var address = NewAddress();
        await SuppressAsync(
            new
            {
                channel = "email",
                address,
                reason = "softBounceLimit",
                expireTime = "2999-01-01T00:00:00Z",
            }
        );
        var over = NewAddress();
        await SuppressAsync(
            new
            {
                channel = "email",
                address = over,
                reason = "softBounceLimit",
                expireTime = "2026-01-01T00:00:00Z",
            }
        );

        Assert.Single(await ReasonsAsync(address));
        Assert.Empty(await ReasonsAsync(over));
    }

    [Fact]
    public async Task An_erased_address_is_still_recognised_and_its_record_can_be_changed()
    {
        var address = NewAddress();
        var suppression = await SuppressAsync(
            new
            {
                channel = "email",
                address,
                reason = "erased",
            }
        );
        await ForgetAddressAsync(Guid.Parse(suppression.Text("id")));

        var check = await CheckAsync(address);
        var changed = await Admin.PatchAsync($"/v1/suppressions/{suppression.Text("id")}", new { note = "by letter" });

        Assert.True((bool)check["isSuppressed"]!);
        Assert.DoesNotContain(address, check["suppressions"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("by letter", changed.Text("note"));
        Assert.Single(await ReasonsAsync(address));
    }

    [Fact]
    public async Task A_number_written_by_another_country_stays_who_it_is_when_its_note_changes()
    {
        var job = await Admin.ImportAsync(
            new
            {
                resource = "suppressions",
                mode = "create",
                format = new { phoneCountry = "AT" },
            },
            "channel,address,reason\nsms,0664 1234567,manual\n"
        );
        var found = await Admin.GetJsonAsync("/v1/suppressions/check?channel=sms&address=%2B436641234567");
        var id = Assert.Single(found["suppressions"]!.AsArray())!.Text("id");

        await Admin.PatchAsync($"/v1/suppressions/{id}", new { note = "by phone" });

        Assert.Equal("completed", job.Text("state"));
        var after = await Admin.GetJsonAsync("/v1/suppressions/check?channel=sms&address=%2B436641234567");
        Assert.True((bool)after["isSuppressed"]!);
    }

    [Fact]
    public async Task A_text_that_is_no_address_is_refused()
    {
        var problem = await Admin.PostAsync(
            "/v1/suppressions",
            new
            {
                channel = "email",
                address = "nobody",
                reason = "manual",
            },
            HttpStatusCode.UnprocessableEntity
        );
        using var check = await Admin.GetAsync(
            new Uri("/v1/suppressions/check?channel=email&address=nobody", UriKind.Relative)
        );

        Assert.Equal(("address-invalid", "/address"), (problem.Text("code"), problem.BlamedField()));
        await check.ExpectProblemAsync(HttpStatusCode.BadRequest, "address-invalid");
    }

    [Fact]
    public async Task A_list_is_imported_again_without_doubles_and_exported_as_it_was()
    {
        var addresses = Enumerable.Range(0, 5).Select(_ => NewAddress()).ToList();
        var file =
            "channel,address,reason,note\n" + string.Concat(addresses.Select(one => $"email,{one},manual,old list\n"));
        var options = new
        {
            resource = "suppressions",
            mode = "createOrSkip",
            matchOn = new[] { "address" },
        };

        var first = await Admin.ImportAsync(options, file);
        var second = await Admin.ImportAsync(
            options,
            file.ToUpperInvariant()
                .Replace("CHANNEL,ADDRESS,REASON,NOTE", "channel,address,reason,note")
                .Replace("EMAIL", "email")
                .Replace("MANUAL", "manual")
        );
        var exported = await Admin.ExportAsync(
            new
            {
                resource = "suppressions",
                filter = "note = \"old list\"",
                format = "csv",
            }
        );

        Assert.Equal("created 5", first.CountsText());
        Assert.Equal("unchanged 5", second.CountsText());
        Assert.All(addresses, one => Assert.Contains(one, Encoding.UTF8.GetString(exported), StringComparison.Ordinal));
    }

    private async Task ForgetAddressAsync(Guid id)
    {
        await using var scope = fixture.Server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
        await db.Set<Suppression>()
            .Where(suppression => suppression.Id == id)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(suppression => suppression.Address, (string?)null)
                    .SetProperty(suppression => suppression.AddressKey, (string?)null)
            );
    }

    private Task<JsonObject> SuppressAsync(object form) => Admin.PostAsync("/v1/suppressions", form);

    private Task<JsonObject> CheckAsync(string address, string more = "") =>
        Admin.GetJsonAsync($"/v1/suppressions/check?channel=email&address={address}{more}");

    private async Task<List<string>> ReasonsAsync(string address, string more = "") =>
        [
            .. (await CheckAsync(address, more))["suppressions"]!
                .AsArray()
                .Select(suppression => suppression!.Text("reason")),
        ];

    private static string NewAddress() => $"ada.{Interlocked.Increment(ref _last)}@acme.example";
}
