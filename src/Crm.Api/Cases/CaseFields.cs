using Crm.Api.Filters;
using Crm.Api.Http.Records;

namespace Crm.Api.Cases;

/// <summary>What filter and orderBy know about cases.</summary>
internal static class CaseFields
{
    public static FieldTable<Case> Make() =>
        new FieldTable<Case>()
            .Id("id", aCase => aCase.Id)
            .Text("number", aCase => aCase.Number)
            .Id("customerId", aCase => aCase.CustomerId)
            .Id("contactId", aCase => aCase.ContactId)
            .Text("subject", aCase => aCase.Subject)
            .Text("description", aCase => aCase.Description)
            .Choice("channel", aCase => aCase.Channel)
            .Text("topic", aCase => aCase.Topic)
            .Choice("priority", aCase => aCase.Priority)
            .Text("queue", aCase => aCase.Queue)
            .Id("teamId", aCase => aCase.TeamId)
            .Id("assigneeId", aCase => aCase.AssigneeId)
            .Id("productId", aCase => aCase.ProductId)
            .Choice("state", aCase => aCase.State)
            .Choice("waitingFor", aCase => aCase.WaitingFor)
            .Time("stateSince", aCase => aCase.StateSince)
            .Time("openedAt", aCase => aCase.OpenedAt)
            .Time("firstResponseAt", aCase => aCase.FirstResponseAt)
            .Time("resolvedAt", aCase => aCase.ResolvedAt)
            .Time("closedAt", aCase => aCase.ClosedAt)
            .Whole("reopenCount", aCase => aCase.ReopenCount)
            .Whole("waitingSeconds", aCase => aCase.WaitingSeconds)
            .Text("resolution", aCase => aCase.Resolution)
            .Text("resolutionCode", aCase => aCase.ResolutionCode)
            .Many("externalIds", aCase => aCase.ExternalIds, ExternalIds.Fields<Case>())
            .Time("createTime", aCase => aCase.CreateTime)
            .Time("updateTime", aCase => aCase.UpdateTime)
            .Time("deleteTime", aCase => aCase.DeleteTime);
}
