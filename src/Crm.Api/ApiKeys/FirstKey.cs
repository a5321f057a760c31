using Crm.Api.Access;
using Crm.Api.Data;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.ApiKeys;

/// <summary>On the first start of an empty database: an admin key, in a file only its owner can read.</summary>
internal static partial class FirstKey
{
    public static async Task MakeFirstKeyAsync(this IServiceProvider services, string folder, ILogger logger)
    {
        await using var scope = services.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("first start"));
        await work.BeginAsync(CancellationToken.None);
        if (await work.Db.ApiKeys.AnyAsync())
        {
            return;
        }

        var key = new ApiKey
        {
            Id = work.NewId(),
            Name = "admin",
            Scopes = ScopeSet.Everything.ToString(),
        };
        key.MakeSecret();
        work.Db.ApiKeys.Add(key);
        await work.Db.SaveChangesAsync();
        var file = Path.GetFullPath(Path.Combine(folder, "admin.key"));
        await WriteForOwnerOnlyAsync(file, key.PlainKey!);
        await work.CommitAsync(CancellationToken.None);
        AdminKeyWritten(logger, file);
    }

    /// <summary>The file never exists with wider rights, not even for a moment.</summary>
    private static async Task WriteForOwnerOnlyAsync(string file, string key)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.Delete(file);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var writer = new StreamWriter(file, options);
        await writer.WriteLineAsync(key);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "An admin key was made; it is in {File}.")]
    private static partial void AdminKeyWritten(ILogger logger, string file);
}
