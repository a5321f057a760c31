using Crm.Api.Access;
using Crm.Api.Data;

namespace Crm.Api.ApiKeys;

/// <summary>The admin key a new installation begins with, in a file only its owner can read.</summary>
internal static partial class FirstKey
{
    public static ApiKey AddFirstKey(this Work work)
    {
        var key = new ApiKey
        {
            Id = work.NewId(),
            Name = "admin",
            Scopes = ScopeSet.Everything.ToString(),
        };
        key.MakeSecret();
        work.Db.ApiKeys.Add(key);
        return key;
    }

    /// <summary>The file never exists with wider rights, not even for a moment.</summary>
    public static async Task WriteAsync(ApiKey key, string folder, ILogger logger)
    {
        var file = Path.GetFullPath(Path.Combine(folder, "admin.key"));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.Delete(file);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var writer = new StreamWriter(file, options);
        await writer.WriteLineAsync(key.PlainKey);
        AdminKeyWritten(logger, file);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "An admin key was made; it is in {File}.")]
    private static partial void AdminKeyWritten(ILogger logger, string file);
}
