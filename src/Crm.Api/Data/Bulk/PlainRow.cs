using System.Data.Common;
using Crm.Api.Kernel;

namespace Crm.Api.Data.Bulk;

/// <summary>The row a reader stands on, column by column, in the types the model has.</summary>
internal readonly struct PlainRow(DbDataReader reader, DatabaseEngine engine)
{
    public Guid Id(int column) => engine.ReadId(reader, column);

    public long Number(int column) => reader.GetInt64(column);

    public bool Flag(int column) => reader.GetBoolean(column);

    public T Choice<T>(int column)
        where T : struct, Enum => EnumText<T>.Parse(reader.GetString(column));

    public string Text(int column) => reader.GetString(column);

    public bool? FlagOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetBoolean(column);

    public string? TextOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public DateOnly? DateOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateOnly>(column);
}
