using Crm.Api.Data;
using Crm.Api.Filters;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Crm.Api.Outreach;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Crm.Api.Suppressions;

/// <summary>Suppressions as a resource.</summary>
internal sealed class SuppressionResource(AddressHashes hashes, IOptions<InstallationOptions> installation)
    : Resource<Suppression, SuppressionForm, SuppressionResponse>
{
    public override string Kind => "suppression";

    public override string Plural => "suppressions";

    public override FieldTable<Suppression> Fields { get; } =
        new FieldTable<Suppression>()
            .Id("id", suppression => suppression.Id)
            .Choice("channel", suppression => suppression.Channel)
            .Text("address", suppression => suppression.AddressKey)
            .Text("purpose", suppression => suppression.Purpose)
            .Choice("reason", suppression => suppression.Reason)
            .Text("source", suppression => suppression.Source)
            .Text("note", suppression => suppression.Note)
            .Time("expireTime", suppression => suppression.ExpireTime)
            .Time("createTime", suppression => suppression.CreateTime)
            .Time("updateTime", suppression => suppression.UpdateTime)
            .Time("deleteTime", suppression => suppression.DeleteTime);

    /// <summary>By which an address comes once for each purpose and reason, however it is written.</summary>
    public override IReadOnlyList<MatchKey<Suppression, SuppressionForm>> Keys =>
        [
            new MatchKey<Suppression, SuppressionForm>(
                "address",
                (form, defaults) => FingerprintOf(form, defaults) is { } fingerprint ? [fingerprint] : [],
                (suppressions, fingerprints) =>
                    suppressions
                        .Where(suppression => EF.Parameter(fingerprints).Contains(suppression.Fingerprint))
                        .Select(suppression => new KeyHit(suppression.Fingerprint, suppression.Id, suppression.Version))
            )
            {
                IsUnique = true,
            },
        ];

    public override SuppressionForm ToForm(Suppression entity) =>
        new()
        {
            Channel = entity.Channel,
            Address = entity.Address,
            Purpose = entity.Purpose,
            Reason = entity.Reason,
            Source = entity.Source,
            Note = entity.Note,
            ExpireTime = entity.ExpireTime,
        };

    public override SuppressionResponse ToResponse(Suppression entity)
    {
        var response = new SuppressionResponse
        {
            Channel = entity.Channel,
            Address = entity.Address,
            Purpose = entity.Purpose,
            Reason = entity.Reason,
            Source = entity.Source,
            Note = entity.Note,
            ExpireTime = entity.ExpireTime,
        };
        response.Describe(entity);
        return response;
    }

    public override Task FillAsync(
        Suppression entity,
        SuppressionForm form,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var channel = form.Channel!.Value;
        if (form.Address?.Trim() is not { } address)
        {
            entity.CheckErased(channel);
        }
        else if (entity.IsNew || channel != entity.Channel || address != entity.Address)
        {
            // One that stays is not read again: by another country its number would be another.
            var key = OutreachAddress.Demand(channel, address, PhoneCountry(work.Defaults));
            entity.IsOf(channel, address, key, hashes);
        }

        entity.IsFor(form.Reason!.Value, form.Purpose, hashes);
        entity.Source = form.Source;
        entity.Note = form.Note;
        entity.ExpireTime = form.ExpireTime;
        return Task.CompletedTask;
    }

    private string? FingerprintOf(SuppressionForm form, FormDefaults defaults) =>
        form is { Channel: { } channel, Address: { } address, Reason: { } reason }
        && OutreachAddress.KeyOf(channel, address, PhoneCountry(defaults)) is { } key
            ? hashes.FingerprintOf(hashes.Of(channel, key), form.Purpose, reason)
            : null;

    private string? PhoneCountry(FormDefaults defaults) => defaults.PhoneCountry ?? installation.Value.PhoneCountry;
}
