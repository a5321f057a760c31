using Crm.Api.Access;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace Crm.Api.Http.Contract;

/// <summary>Wires the contract: the OpenAPI document and the page that shows it.</summary>
internal static class ContractSetup
{
    public static void AddCrmContract(this IServiceCollection services)
    {
        services.AddSingleton<ServedContract>();
        services.AddOpenApi(
            ServedContract.Name,
            options =>
            {
                options.CreateSchemaReferenceId = SchemaNames.Of;
                options.AddDocumentTransformer<DocumentDescription>();
                options.AddOperationTransformer<OperationDescription>();
                options.AddSchemaTransformer<SchemaDescription>();
            }
        );
    }

    public static void MapCrmContract(this WebApplication app)
    {
        app.MapGet(ServedContract.Path, ServedContract.Handle).ExcludeFromDescription().IsOpenToAll();
        // Whoever opens the bare address in a browser wants to know what this is.
        app.MapGet("/", () => Results.Redirect("/docs/index.html")).ExcludeFromDescription().IsOpenToAll();
    }

    /// <summary>The page is no route of ours that could say it is open to all, so it stands before the sign-in.</summary>
    public static void UseContractPage(this WebApplication app) =>
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = "docs";
            page.DocumentTitle = "Crm.Api";
            page.SwaggerEndpoint(ServedContract.Path, "Crm.Api v1");
            // All operations unfolded take a browser many seconds.
            page.DocExpansion(DocExpansion.None);
            page.DefaultModelsExpandDepth(-1);
            page.EnableFilter();
            page.EnableDeepLinking();
        });
}
