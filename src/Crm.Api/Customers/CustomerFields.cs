using Crm.Api.AttributeDefinitions;
using Crm.Api.Filters;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;

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
            .Time("createTime", customer => customer.CreateTime)
            .Time("updateTime", customer => customer.UpdateTime)
            .Time("deleteTime", customer => customer.DeleteTime);
}
