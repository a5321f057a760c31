using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Filters;
using Crm.Api.Http.Records;
using Crm.Api.Users;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Interactions;

/// <summary>Interactions as a resource.</summary>
internal sealed class InteractionResource(CustomerResource customers, UserResource users)
    : Resource<Interaction, InteractionForm, InteractionResponse>
{
    public override string Kind => "interaction";

    public override string Plural => "interactions";

    public override FieldTable<Interaction> Fields { get; } = InteractionFields.Make();

    public override IReadOnlyList<MatchKey<Interaction, InteractionForm>> Keys { get; } =
    [ExternalIds.Key<Interaction, InteractionForm>(interaction => interaction.ExternalIds, form => form.ExternalIds)];

    public override IReadOnlyList<Expansion<InteractionResponse>> Expansions =>
        [
            Expansion.Of<InteractionResponse, Customer, CustomerForm, CustomerResponse>(
                "customer",
                interaction => interaction.CustomerId,
                () => customers,
                (interaction, customer) => interaction.Customer = customer
            ),
            Expansion.Of<InteractionResponse, User, UserForm, UserResponse>(
                "user",
                interaction => interaction.UserId,
                () => users,
                (interaction, user) => interaction.User = user
            ),
        ];

    public override IQueryable<Interaction> WithParts(IQueryable<Interaction> query) =>
        query.Include(interaction => interaction.ExternalIds);

    public override InteractionForm ToForm(Interaction entity) =>
        new()
        {
            CustomerId = entity.CustomerId,
            Channel = entity.Channel,
            Direction = entity.Direction,
            ContactPoint = entity.ContactPoint,
            Subject = entity.Subject,
            Body = entity.Body,
            OccurredAt = entity.OccurredAt,
            DurationSeconds = entity.DurationSeconds,
            UserId = entity.UserId,
            Outcome = entity.Outcome,
            Regarding = RegardingOf(entity),
            ExternalIds = ExternalIds.ToForm(entity.ExternalIds),
        };

    public override InteractionResponse ToResponse(Interaction entity)
    {
        var response = new InteractionResponse
        {
            CustomerId = entity.CustomerId,
            Channel = entity.Channel,
            Direction = entity.Direction,
            ContactPoint = entity.ContactPoint,
            Subject = entity.Subject,
            Body = entity.Body,
            OccurredAt = entity.OccurredAt,
            DurationSeconds = entity.DurationSeconds,
            UserId = entity.UserId,
            Outcome = entity.Outcome,
            Regarding = RegardingOf(entity),
            ExternalIds = ExternalIds.ToForm(entity.ExternalIds),
        };
        response.Describe(entity);
        return response;
    }

    public override async Task FillAsync(
        Interaction entity,
        InteractionForm form,
        Work work,
        CancellationToken cancellationToken
    )
    {
        await CheckReferencesAsync(entity, form, work, cancellationToken);
        entity.CustomerId = form.CustomerId!.Value;
        entity.Channel = form.Channel!.Value;
        entity.Direction = form.Direction!.Value;
        entity.ContactPoint = form.ContactPoint;
        entity.Subject = form.Subject;
        entity.Body = form.Body;
        entity.TookPlace(form.OccurredAt, work.Now);
        entity.DurationSeconds = form.DurationSeconds;
        entity.UserId = form.UserId;
        entity.Outcome = form.Outcome;
        entity.RegardingType = form.Regarding?.Type;
        entity.RegardingId = form.Regarding?.Id;
        ExternalIds.Fill(entity.ExternalIds, form.ExternalIds);
    }

    private static async Task CheckReferencesAsync(
        Interaction entity,
        InteractionForm form,
        Work work,
        CancellationToken cancellationToken
    )
    {
        await References.CheckAsync<Customer>(
            work,
            entity.CustomerId,
            form.CustomerId,
            "/customerId",
            cancellationToken
        );
        await References.CheckAsync<User>(work, entity.UserId, form.UserId, "/userId", cancellationToken);
        if (form.Regarding is { } regarding)
        {
            var present = regarding.Type == entity.RegardingType ? entity.RegardingId : null;
            await RecordKinds.CheckAsync(
                regarding.Type!.Value,
                present,
                regarding.Id,
                work,
                "/regarding/id",
                cancellationToken
            );
        }
    }

    private static RegardingForm? RegardingOf(Interaction entity) =>
        entity.RegardingType is null
            ? null
            : new RegardingForm { Type = entity.RegardingType, Id = entity.RegardingId };
}
