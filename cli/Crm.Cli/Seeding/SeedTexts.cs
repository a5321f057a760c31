namespace Crm.Cli.Seeding;

/// <summary>What people of one language say.</summary>
internal sealed record SeedTexts
{
    public required string[] Roles { get; init; }

    public required (string Topic, string Subject)[] Cases { get; init; }

    public required string[] Resolutions { get; init; }

    public required string[] Talks { get; init; }

    public required string[] LossReasons { get; init; }
}
