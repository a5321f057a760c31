namespace Crm.Api.Imports.Proposals;

/// <summary>How a file writes dates and numbers, gathered from the columns that have some.</summary>
internal sealed class FormatGuess
{
    private IReadOnlyList<string>? _dates;
    private string? _decimal;
    private string? _group;

    public void Look(IReadOnlyList<string> samples)
    {
        if (SampleShape.DatesOf(samples) is { Count: > 0 } dates)
        {
            // A column that is written in another way than the others adds its own.
            var common = _dates?.Intersect(dates).ToList() ?? dates;
            _dates = common.Count > 0 ? common : [.. _dates!, .. dates];
        }
        else if (SampleShape.NumbersOf(samples) is ({ } sign, var group))
        {
            _decimal ??= sign;
            _group ??= group;
        }
    }

    public ImportFormat ToFormat() =>
        new()
        {
            DateFormats = _dates,
            Decimal = _decimal,
            Group = _group,
        };
}
