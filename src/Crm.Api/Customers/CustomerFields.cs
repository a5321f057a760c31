using Crm.Api.AttributeDefinitions;
using Crm.Api.Cases;
using Crm.Api.Consents;
using Crm.Api.Filters;
using Crm.Api.Http.Records;
using Crm.Api.Interactions;
using Crm.Api.Kernel;
using Crm.Api.Opportunities;
using Crm.Api.Orders;
using Crm.Api.Outreach;

namespace Crm.Api.Customers;

/// <summary>What filter and orderBy know about customers.</summary>
internal static class CustomerFields
{
    public static FieldTable<Customer> Make() =>
        new FieldTable<Customer>()
            .Id("id", customer => customer.Id)
            .Text("number", customer => customer.Number)
            .Choice("kind", customer => customer.Kind)
            .Text("name", customer => customer.Name, customer => customer.NameSort)
            .Text("givenName", customer => customer.GivenName)
            .Text("familyName", customer => customer.FamilyName)
            .Text("category", customer => customer.Category)
            .Choice("lifecycleStage", customer => customer.LifecycleStage)
            .Id("ownerId", customer => customer.OwnerId)
            .Id("parentId", customer => customer.ParentId)
            .Id("mergedInto", customer => customer.MergedIntoId)
            .Text("source", customer => customer.Source)
            .Text("language", customer => customer.Language)
            .Text("timeZone", customer => customer.TimeZone)
            .Date("birthDate", customer => customer.BirthDate)
            .Anniversary("birthday", customer => customer.BirthMonthDay)
            .Years("age", customer => customer.BirthDate)
            .Text("description", customer => customer.Description)
            .Many(
                "contactPoints",
                customer => customer.ContactPoints,
                new FieldTable<ContactPoint>()
                    .Choice("channel", point => point.Channel)
                    .Text("value", point => point.Value)
                    .Text("normalized", point => point.Normalized)
                    .Flag("isPrimary", point => point.IsPrimary)
                    .Flag("isValid", point => point.IsValid)
            )
            .Many(
                "addresses",
                customer => customer.Addresses,
                new FieldTable<Address>()
                    .Choice("kind", address => address.Kind)
                    .Text("street", address => address.Street)
                    .Text("postalCode", address => address.PostalCode)
                    .Text("city", address => address.City)
                    .Text("region", address => address.Region)
                    .Text("country", address => address.Country)
                    .Flag("isValid", address => address.IsValid)
            )
            .Many("externalIds", customer => customer.ExternalIds, ExternalIds.Fields<Customer>())
            .Words("tags", customer => customer.Tags, tag => tag.Value)
            .Keyed(
                "attributes",
                customer => customer.Attributes,
                value => value.Key,
                new FieldTable<AttributeValue<Customer>>()
                    .Text("text", value => value.Text)
                    .Scaled("number", value => value.NumberUnits, Scaled.Scale)
                    .Date("date", value => value.Date)
                    .Flag("flag", value => value.Flag)
            )
            .Many(
                "consents",
                tables => tables.Rows<ConsentState>(),
                (customer, states) =>
                    customer
                        .ContactPoints.Join(
                            states,
                            point => point.Normalized,
                            state => state.AddressKey,
                            (point, state) => new { point, state }
                        )
                        .Where(pair =>
                            (pair.state.Channel == OutreachChannel.Email && pair.point.Channel == ContactChannel.Email)
                            || (
                                pair.state.Channel == OutreachChannel.Sms && pair.point.Channel == ContactChannel.Mobile
                            )
                            || (
                                pair.state.Channel == OutreachChannel.Phone
                                && (
                                    pair.point.Channel == ContactChannel.Phone
                                    || pair.point.Channel == ContactChannel.Mobile
                                )
                            )
                            || (pair.state.Channel == OutreachChannel.Fax && pair.point.Channel == ContactChannel.Fax)
                            || (pair.state.Channel == OutreachChannel.Chat && pair.point.Channel == ContactChannel.Chat)
                        )
                        .Select(pair => pair.state),
                new FieldTable<ConsentState>()
                    .Choice("channel", state => state.Channel)
                    .Text("purpose", state => state.Purpose)
                    .Choice("state", state => state.State)
                    .Time("since", state => state.Since)
            )
            .Many(
                "cases",
                tables => tables.Records<Case>("cases"),
                (customer, cases) => cases.Where(aCase => aCase.CustomerId == customer.Id),
                CaseFields.Make(),
                Hanging("cases", "cases.any(state = open AND priority = urgent)")
            )
            .Many(
                "interactions",
                tables => tables.Records<Interaction>("interactions"),
                (customer, interactions) => interactions.Where(interaction => interaction.CustomerId == customer.Id),
                InteractionFields.Make(),
                Hanging("interactions", "interactions.count(direction = in) = 0")
            )
            .Many(
                "opportunities",
                tables => tables.Records<Opportunity>("opportunities"),
                (customer, opportunities) => opportunities.Where(opportunity => opportunity.CustomerId == customer.Id),
                OpportunityFields.Make(),
                Hanging("opportunities", "opportunities.any(stageKind = won AND closeTime = lastDays(90))")
            )
            .Many(
                "orders",
                tables => tables.Records<Order>("orders"),
                (customer, orders) => orders.Where(order => order.CustomerId == customer.Id),
                OrderFields.Make(),
                Hanging("orders", "orders.count(status = fulfilled AND orderTime = lastDays(365)) > 3")
            )
            .Latest(
                "lastInteractionAt",
                tables => tables.Records<Interaction>("interactions"),
                (customer, interactions) => interactions.Where(interaction => interaction.CustomerId == customer.Id),
                interaction => interaction.OccurredAt,
                "when the latest interaction took place"
            )
            .Latest(
                "lastOrderAt",
                tables => tables.Records<Order>("orders"),
                (customer, orders) =>
                    orders.Where(order => order.CustomerId == customer.Id && order.Status != OrderStatus.Cancelled),
                order => order.OrderTime,
                "the order time of the latest order that was not cancelled"
            )
            .Time("createTime", customer => customer.CreateTime)
            .Time("updateTime", customer => customer.UpdateTime)
            .Time("deleteTime", customer => customer.DeleteTime);

    private static string Hanging(string plural, string example) =>
        $"any field that {plural} are filtered by, `{plural}.count`, and conditions on one of them: `{example}`; needs `{plural}:read`";
}
