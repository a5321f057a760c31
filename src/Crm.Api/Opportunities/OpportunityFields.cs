using Crm.Api.Filters;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;

namespace Crm.Api.Opportunities;

/// <summary>What filter and orderBy know about opportunities.</summary>
internal static class OpportunityFields
{
    public static FieldTable<Opportunity> Make() =>
        new FieldTable<Opportunity>()
            .Id("id", opportunity => opportunity.Id)
            .Text("number", opportunity => opportunity.Number)
            .Text("name", opportunity => opportunity.Name, opportunity => opportunity.NameSort)
            .Text("description", opportunity => opportunity.Description)
            .Id("customerId", opportunity => opportunity.CustomerId)
            .Id("contactId", opportunity => opportunity.ContactId)
            .Id("ownerId", opportunity => opportunity.OwnerId)
            .Id("teamId", opportunity => opportunity.Owner!.TeamId)
            .Id("pipelineId", opportunity => opportunity.PipelineId)
            .Text("stage", opportunity => opportunity.Stage)
            .Choice("stageKind", opportunity => opportunity.CurrentStage!.Kind)
            .Time("stageTime", opportunity => opportunity.StageTime)
            .Scaled("amount", opportunity => opportunity.AmountUnits, Scaled.Scale)
            .Text("currency", opportunity => opportunity.Currency)
            .Flag("amountIsExplicit", opportunity => opportunity.AmountIsExplicit)
            .Scaled(
                "probability",
                opportunity => opportunity.ProbabilityUnits ?? opportunity.CurrentStage!.ProbabilityUnits,
                Scaled.Scale
            )
            .Date("expectedCloseDate", opportunity => opportunity.ExpectedCloseDate)
            .Time("closeTime", opportunity => opportunity.CloseTime)
            .Text("winReason", opportunity => opportunity.WinReason)
            .Text("lossReason", opportunity => opportunity.LossReason)
            .Text("source", opportunity => opportunity.Source)
            .Many(
                "lines",
                opportunity => opportunity.Lines,
                new FieldTable<OpportunityLine>()
                    .Id("productId", line => line.ProductId)
                    .Text("description", line => line.Description)
                    .Scaled("quantity", line => line.QuantityUnits, Scaled.Scale)
                    .Scaled("unitPrice", line => line.UnitPriceUnits, Scaled.Scale)
                    .Scaled("discountPercent", line => line.DiscountPercentUnits, Scaled.Scale)
                    .Scaled("total", line => line.TotalUnits, Scaled.Scale)
            )
            .Many(
                "stageHistory",
                opportunity => opportunity.StageHistory,
                new FieldTable<StageEntry>()
                    .Text("stage", entry => entry.Stage)
                    .Time("enteredTime", entry => entry.EnteredTime)
                    .Text("reason", entry => entry.Reason)
            )
            .Many("externalIds", opportunity => opportunity.ExternalIds, ExternalIds.Fields<Opportunity>())
            .Time("createTime", opportunity => opportunity.CreateTime)
            .Time("updateTime", opportunity => opportunity.UpdateTime)
            .Time("deleteTime", opportunity => opportunity.DeleteTime);
}
