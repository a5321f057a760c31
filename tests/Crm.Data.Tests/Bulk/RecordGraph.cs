using System.Collections;
using System.Globalization;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore.Metadata;
using Record = Crm.Api.Kernel.Record;

namespace Crm.Data.Tests.Bulk;

/// <summary>Records with everything that is read with them, as text to be compared; in what order EF reads parts is up to the engine.</summary>
internal static class RecordGraph
{
    public static IEnumerable<string> PartsOf(IModel model, Type kind) =>
        model
            .FindEntityType(kind)!
            .GetNavigations()
            .Where(navigation => navigation.TargetEntityType.ClrType.IsAssignableTo(typeof(Part)))
            .Select(navigation => navigation.Name);

    public static string TextOf<T>(IModel model, IEnumerable<T> records)
        where T : Record =>
        string.Join(
            '\n',
            records.SelectMany(record =>
                PartsOf(model, typeof(T))
                    .SelectMany(name => PartsIn(model, record, name).Order(StringComparer.Ordinal))
                    .Prepend(RowText(model, record))
            )
        );

    public static string TextOf(object? value) =>
        value switch
        {
            null or DBNull => "∅",
            byte[] bytes => Convert.ToHexString(bytes),
            DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
            DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };

    private static IEnumerable<string> PartsIn(IModel model, Record record, string navigation) =>
        record.GetType().GetProperty(navigation)!.GetValue(record) switch
        {
            null => [],
            Part one => [$"  {navigation}: {RowText(model, one)}"],
            var many => ((IEnumerable)many).Cast<Part>().Select(part => $"  {navigation}: {RowText(model, part)}"),
        };

    private static string RowText(IModel model, object row) =>
        string.Join(
            '|',
            model
                .FindEntityType(row.GetType())!
                .GetProperties()
                .Select(property => $"{property.Name}={TextOf(property.PropertyInfo!.GetValue(row))}")
        );
}
