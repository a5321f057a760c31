using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.DedupeRuns;
using Crm.Dedupe;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Duplicates;

/// <summary>What the last run over all customers has learned, read once; what is known before any run where there was none.</summary>
internal sealed class DuplicateModels
{
    private readonly Dictionary<CustomerKind, (Guid RunId, FittedModel Model)> _models = [];
    private readonly Lock _lock = new();

    public async Task<FittedModel> OfAsync(CustomerKind kind, Work work, CancellationToken cancellationToken)
    {
        var runs = work.Db.Set<DedupeModel>().Where(model => model.Kind == kind && model.IsOfAll);
        var last = await runs.OrderByDescending(model => model.RunId)
            .Select(model => (Guid?)model.RunId)
            .FirstOrDefaultAsync(cancellationToken);
        if (last is not { } runId)
        {
            return FittedModel.Default;
        }

        lock (_lock)
        {
            if (_models.TryGetValue(kind, out var known) && known.RunId == runId)
            {
                return known.Model;
            }
        }

        var content = await runs.Where(model => model.RunId == runId)
            .Select(model => model.Content)
            .FirstOrDefaultAsync(cancellationToken);
        var read = Read(content);
        lock (_lock)
        {
            _models[kind] = (runId, read);
        }

        return read;
    }

    /// <summary>A model of an earlier engine is of no use to this one.</summary>
    private static FittedModel Read(string? content)
    {
        try
        {
            return content is null ? FittedModel.Default : FittedModel.FromJson(content);
        }
        catch (FormatException)
        {
            return FittedModel.Default;
        }
    }
}
