using Crm.Api;
using Crm.Api.ApiKeys;
using Crm.Api.AttributeDefinitions;
using Crm.Api.Clock;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Contract;
using Crm.Api.Imports;
using Crm.Api.Jobs;
using Crm.Api.Products;
using Crm.Api.Relationships;
using Crm.Api.Teams;
using Crm.Api.Users;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddCrmClock(builder.Configuration);
builder.Services.AddCrmData(builder.Configuration);
builder.Services.AddCrmHttp();
builder.Services.AddCrmContract();
builder.Services.AddApiKeys();
builder.Services.AddAttributeDefinitions();
builder.Services.AddCustomers();
builder.Services.AddImports();
builder.Services.AddJobs();
builder.Services.AddProducts();
builder.Services.AddRelationships();
builder.Services.AddTeams();
builder.Services.AddUsers();
builder.WebHost.LimitRequests();

var app = builder.Build();
app.UseCrmHttp();
app.MapCrmContract();
app.MapHealth();

var v1 = app.MapGroup("/v1");
v1.MapApiKeys();
v1.MapAttributeDefinitions();
v1.MapClock();
v1.MapCustomers();
v1.MapImports();
v1.MapJobs();
v1.MapProducts();
v1.MapRelationships();
v1.MapTeams();
v1.MapUsers();

return await app.RunCrmAsync(args);
