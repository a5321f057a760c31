using Microsoft.Extensions.Configuration.Memory;

namespace Crm.Api;

/// <summary>What goes into the log unless <c>Logging:LogLevel</c> says otherwise.</summary>
internal static class LogLevels
{
    // Several lines for each request and each statement cost more than the requests. What EF Core calls an error it also
    // throws, and whoever catches that decides whether it is one.
    private static readonly Dictionary<string, string?> Defaults = new()
    {
        ["Logging:LogLevel:Microsoft.AspNetCore"] = nameof(LogLevel.Warning),
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = nameof(LogLevel.Critical),
        ["Logging:LogLevel:Quartz"] = nameof(LogLevel.Warning),
    };

    /// <summary>Puts the defaults below every other source of configuration.</summary>
    public static void AddLogDefaults(this IConfigurationBuilder configuration) =>
        configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
}
