using Crm.Api.Access;

namespace Crm.Api.Http.Contract;

/// <summary>Wires the contract: the OpenAPI document and the page that shows it.</summary>
internal static class ContractSetup
{
    public static void AddCrmContract(this IServiceCollection services) =>
        services.AddOpenApi(
            "v1",
            options =>
            {
                options.CreateSchemaReferenceId = SchemaNames.Of;
                options.AddDocumentTransformer<DocumentDescription>();
                options.AddOperationTransformer<OperationDescription>();
                options.AddSchemaTransformer<SchemaDescription>();
            }
        );

    public static void MapCrmContract(this WebApplication app) =>
        app.MapOpenApi("/openapi/{documentName}.json").IsOpenToAll();

    /// <summary>The page is no route of ours that could say it is open to all, so it stands before the sign-in.</summary>
    public static void UseContractPage(this WebApplication app) =>
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = "docs";
            page.DocumentTitle = "Crm.Api";
            page.SwaggerEndpoint("/openapi/v1.json", "Crm.Api v1");
        });
}
