using System.Text.Json;

namespace Crm.Mail.Tests.Python;

/// <summary>A mail as Python's <c>email</c> package understands it.</summary>
public sealed record ReadMail(
    IReadOnlyList<string> Names,
    IReadOnlyDictionary<string, string> Headers,
    IReadOnlyList<ReadMailbox> From,
    IReadOnlyList<ReadMailbox> To,
    IReadOnlyList<ReadMailbox> ReplyTo,
    string Type,
    IReadOnlyList<ReadPart> Parts,
    IReadOnlyList<string> Defects
)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
    };

    public static async Task<IReadOnlyList<ReadMail>> ReadAsync(IEnumerable<byte[]> mails)
    {
        var lines = await PythonScript.RunAsync("read_mails.py", [.. mails.Select(Convert.ToBase64String)]);
        return [.. lines.Select(line => JsonSerializer.Deserialize<ReadMail>(line, Json)!)];
    }
}

/// <summary>A name with an address.</summary>
public sealed record ReadMailbox(string Name, string Address);

/// <summary>A part of a mail that has no parts itself.</summary>
public sealed record ReadPart(
    string Type,
    string? Charset,
    string? Encoding,
    string Content,
    IReadOnlyList<string> Defects
);
