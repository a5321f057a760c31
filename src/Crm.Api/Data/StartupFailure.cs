namespace Crm.Api.Data;

/// <summary>Stops the start with one sentence that says what to do, instead of a stack trace.</summary>
internal sealed class StartupFailure(string message) : Exception(message)
{
    public static string RequiredConnectionString(IConfiguration configuration, DatabaseProvider provider) =>
        configuration.GetConnectionString("Crm")
        ?? throw new StartupFailure($"ConnectionStrings:Crm is not set, and {provider} needs it.");
}
