using System.Collections;
using System.Data.Common;
using System.Linq.Expressions;

namespace Crm.Api.Data.Bulk;

/// <summary>Rows in memory, as the reader that <c>SqlBulkCopy</c> asks for.</summary>
internal sealed class RowsReader<T>(TableShape table, IReadOnlyList<T> rows) : DbDataReader
{
    private const string Annotation = "Crm:Bulk:Values";

    private readonly Func<T, object?>[] _values = table.Entity.GetOrAddRuntimeAnnotationValue(
        Annotation,
        static shape => ValuesOf(shape!),
        table
    );

    private int _row = -1;

    public override int FieldCount => table.Written.Count;

    public override bool HasRows => rows.Count > 0;

    public override int Depth => 0;

    public override bool IsClosed => false;

    public override int RecordsAffected => -1;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override bool Read() => ++_row < rows.Count;

    public override bool NextResult() => false;

    public override object GetValue(int ordinal) => _values[ordinal](rows[_row]) ?? DBNull.Value;

    public override bool IsDBNull(int ordinal) => _values[ordinal](rows[_row]) is null;

    public override string GetName(int ordinal) => table.Written[ordinal].Name;

    public override int GetOrdinal(string name) =>
        table.Written.Index().First(column => column.Item.Name == name).Index;

    public override Type GetFieldType(int ordinal) => table.Written[ordinal].StoredType;

    public override string GetDataTypeName(int ordinal) => table.Written[ordinal].Mapping.StoreType;

    public override int GetValues(object[] values)
    {
        var count = Math.Min(values.Length, FieldCount);
        for (var ordinal = 0; ordinal < count; ordinal++)
        {
            values[ordinal] = GetValue(ordinal);
        }

        return count;
    }

    public override bool GetBoolean(int ordinal) => (bool)GetValue(ordinal);

    public override byte GetByte(int ordinal) => (byte)GetValue(ordinal);

    public override char GetChar(int ordinal) => (char)GetValue(ordinal);

    public override DateTime GetDateTime(int ordinal) => (DateTime)GetValue(ordinal);

    public override decimal GetDecimal(int ordinal) => (decimal)GetValue(ordinal);

    public override double GetDouble(int ordinal) => (double)GetValue(ordinal);

    public override float GetFloat(int ordinal) => (float)GetValue(ordinal);

    public override Guid GetGuid(int ordinal) => (Guid)GetValue(ordinal);

    public override short GetInt16(int ordinal) => (short)GetValue(ordinal);

    public override int GetInt32(int ordinal) => (int)GetValue(ordinal);

    public override long GetInt64(int ordinal) => (long)GetValue(ordinal);

    public override string GetString(int ordinal) => (string)GetValue(ordinal);

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) =>
        Copy((byte[])GetValue(ordinal), dataOffset, buffer, bufferOffset, length);

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) =>
        Copy(GetString(ordinal).ToCharArray(), dataOffset, buffer, bufferOffset, length);

    public override IEnumerator GetEnumerator() => new DbEnumerator(this);

    private static long Copy<TItem>(TItem[] from, long offset, TItem[]? to, int toOffset, int length)
    {
        if (to is null)
        {
            return from.Length;
        }

        var count = Math.Min(length, from.Length - (int)offset);
        Array.Copy(from, offset, to, toOffset, count);
        return count;
    }

    private static Func<T, object?>[] ValuesOf(TableShape table)
    {
        var row = Expression.Parameter(typeof(T));
        return
        [
            .. table.Written.Select(column =>
                Expression
                    .Lambda<Func<T, object?>>(Expression.Convert(column.Stored(row), typeof(object)), row)
                    .Compile()
            ),
        ];
    }
}
