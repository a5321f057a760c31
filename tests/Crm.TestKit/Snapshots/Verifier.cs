using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Crm.TestKit;

/// <summary>Compares a test's output with the snapshot beside the test; a subset of what Verify.Xunit offers.</summary>
public static class Verifier
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public static Task Verify(
        string target,
        [CallerFilePath] string sourceFile = "",
        [CallerMemberName] string method = ""
    ) => new Snapshot(Path.ChangeExtension(sourceFile, method), IsAccepting).CompareAsync(Scrubber.Scrub(target));

    public static Task Verify(
        object target,
        [CallerFilePath] string sourceFile = "",
        [CallerMemberName] string method = ""
    ) => Verify(JsonSerializer.Serialize(target, Readable), sourceFile, method);

    public static Task VerifyJson(
        string target,
        [CallerFilePath] string sourceFile = "",
        [CallerMemberName] string method = ""
    ) => Verify(JsonNode.Parse(target)!.ToJsonString(Readable), sourceFile, method);

    private static bool IsAccepting => Environment.GetEnvironmentVariable("CRM_SNAPSHOTS") == "accept";
}
