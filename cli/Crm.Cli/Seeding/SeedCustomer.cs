using Crm.Cli.Seeding.Duplicates;

namespace Crm.Cli.Seeding;

/// <summary>A seeded customer: who it is, and what we know of our dealings with it.</summary>
internal sealed record SeedCustomer(MadeCustomer Made, SeedOrigin Origin);

/// <summary>How we came to a customer.</summary>
internal sealed record SeedOrigin(string Stage, string Source, string Owner);
