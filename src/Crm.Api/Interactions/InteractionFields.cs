using Crm.Api.Filters;
using Crm.Api.Http.Records;

namespace Crm.Api.Interactions;

/// <summary>What filter and orderBy know about interactions.</summary>
internal static class InteractionFields
{
    public static FieldTable<Interaction> Make() =>
        new FieldTable<Interaction>()
            .Id("id", interaction => interaction.Id)
            .Id("customerId", interaction => interaction.CustomerId)
            .Choice("channel", interaction => interaction.Channel)
            .Choice("direction", interaction => interaction.Direction)
            .Text("contactPoint", interaction => interaction.ContactPoint)
            .Text("subject", interaction => interaction.Subject)
            .Text("body", interaction => interaction.Body)
            .Time("occurredAt", interaction => interaction.OccurredAt)
            .Whole("durationSeconds", interaction => interaction.DurationSeconds)
            .Id("userId", interaction => interaction.UserId)
            .Text("outcome", interaction => interaction.Outcome)
            .Choice("regardingType", interaction => interaction.RegardingType)
            .Id("regardingId", interaction => interaction.RegardingId)
            .Many("externalIds", interaction => interaction.ExternalIds, ExternalIds.Fields<Interaction>())
            .Time("createTime", interaction => interaction.CreateTime)
            .Time("updateTime", interaction => interaction.UpdateTime)
            .Time("deleteTime", interaction => interaction.DeleteTime);
}
