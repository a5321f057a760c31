using Crm.Api;
using Crm.Api.ApiKeys;
using Crm.Api.AttributeDefinitions;
using Crm.Api.Cases;
using Crm.Api.Clock;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Data.Maintenance;
using Crm.Api.Events;
using Crm.Api.Exports;
using Crm.Api.Http;
using Crm.Api.Http.Contract;
using Crm.Api.Imports;
using Crm.Api.Interactions;
using Crm.Api.Jobs;
using Crm.Api.Metrics;
using Crm.Api.Opportunities;
using Crm.Api.Orders;
using Crm.Api.Pipelines;
using Crm.Api.Products;
using Crm.Api.Quotes;
using Crm.Api.Relationships;
using Crm.Api.Reports;
using Crm.Api.Teams;
using Crm.Api.Users;

var builder = WebApplication.CreateBuilder(args);
builder.Configuration.AddLogDefaults();
builder.Services.AddCrmClock(builder.Configuration);
builder.Services.AddCrmData(builder.Configuration);
builder.Services.AddCrmHttp();
builder.Services.AddCrmContract();
builder.Services.AddCrmMetrics();
builder.Services.AddApiKeys();
builder.Services.AddAttributeDefinitions();
builder.Services.AddCases();
builder.Services.AddCustomers();
builder.Services.AddEvents();
builder.Services.AddExports();
builder.Services.AddImports();
builder.Services.AddInteractions();
builder.Services.AddJobs();
builder.Services.AddMaintenance();
builder.Services.AddOpportunities();
builder.Services.AddOrders();
builder.Services.AddPipelines();
builder.Services.AddProducts();
builder.Services.AddQuotes();
builder.Services.AddRelationships();
builder.Services.AddTeams();
builder.Services.AddUsers();
builder.WebHost.LimitRequests();

var app = builder.Build();
if (!await app.HasGoodSettingsAsync())
{
    return 1;
}

app.UseContractPage();
app.UseCrmHttp();
app.MapCrmContract();
app.MapHealth();
app.MapMetrics();
app.MapProblemPages();

var v1 = app.MapGroup("/v1");
v1.MapApiKeys();
v1.MapAttributeDefinitions();
v1.MapCases();
v1.MapClock();
v1.MapCustomers();
v1.MapEvents();
v1.MapExports();
v1.MapImports();
v1.MapInteractions();
v1.MapJobs();
v1.MapOpportunities();
v1.MapOrders();
v1.MapPipelines();
v1.MapProducts();
v1.MapQuotes();
v1.MapRelationships();
v1.MapReports();
v1.MapTeams();
v1.MapUsers();

return await app.RunCrmAsync(args);
