namespace Crm.Api.Data.Following;

/// <summary>Registers who follows the records of others.</summary>
internal static class FollowingSetup
{
    public static void AddRecordFollower<T>(this IServiceCollection services)
        where T : RecordFollower => services.AddSingleton<RecordFollower, T>();
}
