using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crm.Cli.Output;

/// <summary>JSON as text, with every letter readable as itself.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions CompactOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonWriterOptions IndentedOptions = CompactOptions with { Indented = true, NewLine = "\n" };

    public static string Compact(JsonNode? node) => Write(node, CompactOptions);

    public static string Indented(JsonNode? node) => Write(node, IndentedOptions);

    private static string Write(JsonNode? node, JsonWriterOptions options)
    {
        if (node is null)
        {
            return "null";
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            node.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
