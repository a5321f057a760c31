using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Crm.Api.Http.Records;

/// <summary>Takes out of a row what it only repeats of the record's answer, compared as values and not as they are written.</summary>
internal static class RepeatedMembers
{
    public static JsonObject Without<TForm, TResponse>(
        JsonObject row,
        TResponse answer,
        JsonTypeInfo<TForm> form,
        JsonTypeInfo<TResponse> response
    )
        where TForm : class
    {
        var shown = JsonSerializer.SerializeToNode(answer, response)!.AsObject();
        ReadOnlyMembers.RemoveFrom(shown, typeof(TForm), typeof(TResponse));
        var (said, known) = (AsForm(row, form), AsForm(shown, form));
        return new JsonObject(
            row.Where(member => member.Value is null || !JsonNode.DeepEquals(said[member.Key], known[member.Key]))
                .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))
        );
    }

    private static JsonObject AsForm<TForm>(JsonObject members, JsonTypeInfo<TForm> form) =>
        JsonSerializer.SerializeToNode(members.Deserialize(form)!, form)!.AsObject();
}
