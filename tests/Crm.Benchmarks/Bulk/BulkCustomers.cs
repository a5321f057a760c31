using Crm.Api.AttributeDefinitions;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Kernel;

namespace Crm.Benchmarks.Bulk;

/// <summary>Customers as an import would hand them over: fourteen fields filled, everything following from the number.</summary>
internal static class BulkCustomers
{
    public static string ExternalIdOf(int number) => $"erp:K{number * 7919L % 1_000_003:D7}";

    public static Customer Make(Work work, int number)
    {
        var given = $"Given{number * 31L % 4093}";
        var family = $"Family{number * 7919L % 1_000_003}";
        var email = SeededCustomers.EmailOf(number);
        var customer = new Customer
        {
            Id = work.NewId(),
            Number = SeededCustomers.NumberOf(number),
            Kind = CustomerKind.Person,
            GivenName = given,
            FamilyName = family,
            Category = $"c{number % SeededCustomers.Categories}",
            LifecycleStage = LifecycleStage.Customer,
            Source = "fair",
            Language = "en",
            ContactPoints =
            {
                new ContactPoint
                {
                    Position = 0,
                    Channel = ContactChannel.Email,
                    Value = email,
                    Normalized = email,
                    IsPrimary = true,
                },
                new ContactPoint
                {
                    Position = 1,
                    Channel = ContactChannel.Phone,
                    Value = $"(202) 555-{number % 10_000:D4}",
                    Normalized = $"+1202555{number * 7919L % 10_000:D4}",
                    IsPrimary = true,
                },
            },
            Addresses =
            {
                new Address
                {
                    Position = 0,
                    Street = $"{number} Main Street",
                    PostalCode = $"{number * 7919L % 100_000:D5}",
                    City = $"Town {number * 31L % 5000}",
                    Country = "US",
                    IsPrimary = true,
                },
            },
            ExternalIds =
            {
                new ExternalId<Customer> { System = "erp", Value = ExternalIdOf(number)["erp:".Length..] },
            },
            Attributes =
            {
                new AttributeValue<Customer> { Key = "revenue", NumberUnits = number * 10_000L },
            },
        };
        customer.NameIt(written: null);
        return customer;
    }
}
