using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Data.Bulk;
using Crm.TestKit;
using Microsoft.EntityFrameworkCore;

namespace Crm.Data.Tests.Bulk;

/// <summary>Records are read alike whether they are searched for one by one or lie side by side.</summary>
public sealed class BulkReaderTests
{
    private const int Records = 1000;
    private const int SearchedOneByOne = 50;

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task Of_records_that_lie_together_or_far_apart_those_come_that_were_asked_for(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine);
        await server.WriteAsync(async work =>
        {
            var ids = await MakeAsync(work);

            await AssertReadAsync(work, ids, liesTogether: true);
            await AssertReadAsync(work, [.. ids.Where((_, index) => index % 10 != 5)], liesTogether: true);
            await AssertReadAsync(work, [.. ids.AsEnumerable().Reverse()], liesTogether: true);
            await AssertReadAsync(work, [.. ids.Where((_, index) => index % 3 == 0)], liesTogether: false);
            await AssertReadAsync(work, [.. ids[..150], .. ids[^150..]], liesTogether: false);
        });
    }

    private static async Task<List<Guid>> MakeAsync(Work work)
    {
        var source = new RandomRecords(work.Db.Model, new Random(42), await Referable.MakeAsync(work));
        var ids = Enumerable.Range(0, Records).Select(_ => work.NewId()).ToList();
        await BulkCapture.CreateAsync(work, ids.ConvertAll(source.Make<Customer>), CancellationToken.None);
        return ids;
    }

    private static async Task AssertReadAsync(Work work, List<Guid> ids, bool liesTogether)
    {
        var sought = await SoughtIds.OfAsync<Customer>(work, ids, CancellationToken.None);
        Assert.Equal(liesTogether, sought.Span is not null);

        var expected = new List<Customer>();
        foreach (var few in ids.Order().Chunk(SearchedOneByOne))
        {
            expected.AddRange(await BulkReader.ByIdsAsync<Customer>(work, few, CancellationToken.None));
        }

        var read = await BulkReader.ByIdsAsync<Customer>(work, ids, CancellationToken.None);
        Assert.Equal(ids.Count, expected.Count);
        Assert.Equal(RecordGraph.TextOf(work.Db.Model, expected), RecordGraph.TextOf(work.Db.Model, read));
    }
}
