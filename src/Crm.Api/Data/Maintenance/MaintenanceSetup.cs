using Crm.Api.Data.Blobs;

namespace Crm.Api.Data.Maintenance;

/// <summary>Wires what the service does by itself.</summary>
internal static class MaintenanceSetup
{
    public static void AddMaintenance(this IServiceCollection services)
    {
        services.AddSingleton<BlobSweep>();
        services.AddSingleton<TrashPurge>();
        services.AddBackgroundWork<MaintenanceRunner>();
    }
}
