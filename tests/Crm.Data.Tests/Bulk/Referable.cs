using Crm.Api.Campaigns;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Jobs;
using Crm.Api.Kernel;
using Crm.Api.Pipelines;
using Crm.Api.Products;
using Crm.Api.Users;
using Microsoft.EntityFrameworkCore;
using Record = Crm.Api.Kernel.Record;

namespace Crm.Data.Tests.Bulk;

/// <summary>A record of each kind that others may refer to.</summary>
internal static class Referable
{
    public static async Task<Dictionary<(Type, string), object>> MakeAsync(Work work)
    {
        var user = new User
        {
            Id = work.NewId(),
            Name = "Owner",
            NameSort = "owner",
        };
        var customer = new Customer
        {
            Id = work.NewId(),
            Name = "Buyer",
            Number = "B-1",
        };
        var product = new Product
        {
            Id = work.NewId(),
            Name = "Thing",
            Sku = "T",
        };
        var campaign = new Campaign
        {
            Id = work.NewId(),
            Name = "Offer",
            NameSort = "offer",
            Purpose = "news",
        };
        var job = new Job
        {
            Id = work.NewId(),
            Kind = JobKind.Outreach,
            State = JobState.Completed,
            Resource = "campaigns",
        };
        work.Db.AddRange(user, customer, product, campaign, job);
        await work.Db.SaveChangesAsync();
        var stage = await work.Db.Set<PipelineStage>().AsNoTracking().FirstAsync();
        return new()
        {
            [(typeof(User), nameof(Record.Id))] = user.Id,
            [(typeof(Customer), nameof(Record.Id))] = customer.Id,
            [(typeof(Product), nameof(Record.Id))] = product.Id,
            [(typeof(Campaign), nameof(Record.Id))] = campaign.Id,
            [(typeof(Job), nameof(Record.Id))] = job.Id,
            [(typeof(PipelineStage), nameof(Part.ParentId))] = stage.ParentId,
            [(typeof(PipelineStage), nameof(PipelineStage.Key))] = stage.Key,
        };
    }
}
