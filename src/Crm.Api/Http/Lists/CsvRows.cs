using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Crm.Api.Kernel;
using CsvHelper;
using CsvHelper.Configuration;

namespace Crm.Api.Http.Lists;

/// <summary>Writes records as CSV (RFC 4180): one column per field, objects spread over dotted columns, lists as JSON.</summary>
internal sealed class CsvRows<TResponse> : IAsyncDisposable
{
    private readonly CsvWriter _writer;
    private readonly IReadOnlyList<string[]> _columns;

    public CsvRows(Stream stream, FieldMask? mask)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            NewLine = "\r\n",
            // A cell that begins like a formula would be run by a spreadsheet.
            InjectionOptions = InjectionOptions.Escape,
        };
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        _writer = new GuardedWriter(new StreamWriter(stream, encoding, leaveOpen: true), configuration);
        _columns = [.. ColumnsOf(typeof(TResponse)).Where(path => mask?.Shows(path) ?? true)];
        foreach (var column in _columns)
        {
            _writer.WriteField(string.Join('.', column));
        }

        _writer.NextRecord();
    }

    public void Write(JsonObject record)
    {
        foreach (var column in _columns)
        {
            _writer.WriteField(Text(Find(record, column)));
        }

        _writer.NextRecord();
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private static JsonNode? Find(JsonNode? node, string[] path)
    {
        foreach (var name in path)
        {
            node = (node as JsonObject)?[name];
        }

        return node;
    }

    private static string? Text(JsonNode? node) =>
        node switch
        {
            null => null,
            JsonValue value => value.ToString(),
            _ => node.ToJsonString(Json.Options),
        };

    private static IEnumerable<string[]> ColumnsOf(Type type)
    {
        foreach (var property in Json.Options.GetTypeInfo(type).Properties)
        {
            if (property.PropertyType == typeof(Money))
            {
                yield return [property.Name, "amount"];
                yield return [property.Name, "currency"];
            }
            else
            {
                yield return [property.Name];
            }
        }
    }

    /// <summary>Defuses formulas as imports expect it, so that what was exported is read as it was.</summary>
    private sealed class GuardedWriter(TextWriter writer, CsvConfiguration configuration)
        : CsvWriter(writer, configuration)
    {
        protected override string? SanitizeForInjection(string? field) =>
            field is null ? null : FormulaGuard.Added(field);
    }
}
