using System.Text.Json.Nodes;

namespace Crm.TestKit;

/// <summary>What a record says besides how often and when it was last saved.</summary>
public static class Stamps
{
    private static readonly string[] Members = ["version", "etag", "updateTime"];

    /// <summary>The record as JSON without its version and the time of its last change.</summary>
    public static string Without(JsonObject record)
    {
        var rest = record.DeepClone().AsObject();
        foreach (var member in Members)
        {
            rest.Remove(member);
        }

        return rest.ToJsonString();
    }
}
