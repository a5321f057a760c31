using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Filters;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Crm.Api.Outreach;
using Microsoft.Extensions.Options;

namespace Crm.Api.Consents;

/// <summary>Consents as a resource to which things are only ever added.</summary>
internal sealed class ConsentResource(IOptions<InstallationOptions> installation)
    : Resource<ConsentEvent, ConsentForm, ConsentResponse>
{
    // Clocks of shops and web sites may be ahead of ours.
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(1);

    public override string Kind => "consentEvent";

    public override string Plural => "consents";

    public override bool IsAppendOnly => true;

    public override FieldTable<ConsentEvent> Fields { get; } =
        new FieldTable<ConsentEvent>()
            .Id("id", consent => consent.Id)
            .Choice("channel", consent => consent.Channel)
            .Text("address", consent => consent.AddressKey)
            .Text("purpose", consent => consent.Purpose)
            .Choice("state", consent => consent.State)
            .Time("time", consent => consent.Time)
            .Text("source", consent => consent.Source)
            .Text("evidence", consent => consent.Evidence)
            .Id("customerId", consent => consent.CustomerId)
            .Time("createTime", consent => consent.CreateTime);

    public override ConsentForm ToForm(ConsentEvent entity) =>
        new()
        {
            Channel = entity.Channel,
            Address = entity.Address,
            Purpose = entity.Purpose,
            State = entity.State,
            Time = entity.Time,
            Source = entity.Source,
            Evidence = entity.Evidence,
            CustomerId = entity.CustomerId,
        };

    public override ConsentResponse ToResponse(ConsentEvent entity)
    {
        var response = new ConsentResponse
        {
            Channel = entity.Channel,
            Address = entity.Address,
            Purpose = entity.Purpose,
            State = entity.State,
            Time = entity.Time,
            Source = entity.Source,
            Evidence = entity.Evidence,
            CustomerId = entity.CustomerId,
        };
        response.Describe(entity);
        return response;
    }

    public override async Task FillAsync(
        ConsentEvent entity,
        ConsentForm form,
        Work work,
        CancellationToken cancellationToken
    )
    {
        if (!entity.IsNew)
        {
            throw OnlyAdded();
        }

        await References.CheckAsync<Customer>(work, null, form.CustomerId, "/customerId", cancellationToken);
        entity.Channel = form.Channel!.Value;
        entity.Address = form.Address!.Trim();
        entity.AddressKey = OutreachAddress.Demand(
            entity.Channel,
            form.Address,
            work.Defaults.PhoneCountry ?? installation.Value.PhoneCountry
        );
        entity.Purpose = form.Purpose!;
        entity.State = form.State!.Value;
        var state = await StateAsync(entity.Channel, entity.AddressKey, entity.Purpose, work, cancellationToken);
        entity.Time = form.Time ?? ConsentState.After(state, work.Now);
        if (entity.Time - work.Now > Ahead)
        {
            throw RuleBroken.Invalid("consent-time-ahead", "Nobody can say yes or no in the future.", "/time");
        }

        entity.Source = form.Source;
        entity.Evidence = form.Evidence;
        entity.CustomerId = form.CustomerId;
        Fold(entity, state, work);
    }

    public override Task CheckDeleteAsync(ConsentEvent entity, Work work, CancellationToken cancellationToken) =>
        throw OnlyAdded();

    /// <summary>What holds for an address and a purpose; null when nothing was said.</summary>
    public static async Task<ConsentState?> StateAsync(
        OutreachChannel channel,
        string addressKey,
        string purpose,
        Work work,
        CancellationToken cancellationToken
    ) => await work.Db.Set<ConsentState>().FindAsync([addressKey, purpose, channel], cancellationToken);

    /// <summary>Takes a word into what holds, in the same transaction.</summary>
    public static void Fold(ConsentEvent word, ConsentState? state, Work work)
    {
        if (state is null)
        {
            work.Db.Add(ConsentState.Of(word));
        }
        else
        {
            state.Fold(word);
        }
    }

    private static RuleBroken OnlyAdded() =>
        RuleBroken.State("consent-kept", "What was said is kept as it was said; record what was said since.");
}
