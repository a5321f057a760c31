using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Crm.Api.Http.Records;

/// <summary>
/// Takes out of a row what answers and exports show but nobody writes, such as times and computed totals: what was exported can be
/// imported again. A member that neither the form nor the answer knows stays, and is refused as unknown.
/// </summary>
internal static class ReadOnlyMembers
{
    public static JsonObject Without(JsonObject row, Type form, Type response)
    {
        var kept = row.DeepClone().AsObject();
        RemoveFrom(kept, form, response);
        return kept;
    }

    public static void RemoveFrom(JsonObject row, Type form, Type response) => Strip(row, form, response);

    private static void Strip(JsonNode? node, Type form, Type response)
    {
        var (written, shown) = (Json.Options.GetTypeInfo(form), Json.Options.GetTypeInfo(response));
        switch (node)
        {
            case JsonArray items when written.ElementType is { } item && shown.ElementType is { } shownItem:
                foreach (var element in items)
                {
                    Strip(element, item, shownItem);
                }

                break;
            case JsonObject members when written.Kind == JsonTypeInfoKind.Object:
                foreach (var (name, value) in members.ToList())
                {
                    Strip(members, name, value, written, shown);
                }

                break;
            default:
                break;
        }
    }

    private static void Strip(
        JsonObject members,
        string name,
        JsonNode? value,
        JsonTypeInfo written,
        JsonTypeInfo shown
    )
    {
        var field = written.Properties.FirstOrDefault(property => property.Name == name);
        var answer = shown.Properties.FirstOrDefault(property => property.Name == name);
        if (field is null && answer is not null)
        {
            members.Remove(name);
        }
        else if (field is not null && answer is not null)
        {
            Strip(value, field.PropertyType, answer.PropertyType);
        }
    }
}
