using System.Diagnostics.CodeAnalysis;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Http;

/// <summary>How a path names a record: by its id, or by its number where it has one.</summary>
internal readonly record struct IdOrNumber(string Text) : IParsable<IdOrNumber>
{
    private const int MaxLength = 64;

    public static IdOrNumber Parse(string s, IFormatProvider? provider) => new(s);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out IdOrNumber result)
    {
        result = new IdOrNumber(s ?? "");
        return s is { Length: > 0 };
    }

    /// <summary>The record in <paramref name="source"/> that is meant, or null.</summary>
    public Task<T?> FindAsync<T>(IQueryable<T> source, CancellationToken cancellationToken)
        where T : Record
    {
        if (Guid.TryParseExact(Text, "D", out var id))
        {
            return source.FirstOrDefaultAsync(record => record.Id == id, cancellationToken);
        }

        var number = Text;
        return typeof(INumbered).IsAssignableFrom(typeof(T)) && number.Length <= MaxLength && !number.Contains('\0')
            ? source.FirstOrDefaultAsync(
                record => EF.Property<string>(record, nameof(INumbered.Number)) == number,
                cancellationToken
            )
            : Task.FromResult<T?>(null);
    }

    public override string ToString() => Text;
}
