using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Imports;

/// <summary>What uploading, planning and asking again have in common: the import a path names, and what its files are called.</summary>
internal static class ImportParts
{
    /// <summary>More files than anybody cuts a table into.</summary>
    public const int Most = 10_000;

    /// <summary>The import that a path names, as it is now; the caller must be allowed to do what it does.</summary>
    public static async Task<Job> FindImportAsync(this Work work, IdOrNumber id, CancellationToken cancellationToken)
    {
        var job =
            await id.FindAsync(
                work.Query<Job>().AsNoTracking().Where(job => job.Kind == JobKind.Import),
                cancellationToken
            ) ?? throw new ProblemException(Problem.NotFound("import", id.Text));
        work.Caller.CheckMay(job);
        return job;
    }

    /// <summary>The same, locked, to be changed.</summary>
    public static async Task<Job> LoadImportAsync(this Work work, IdOrNumber id, CancellationToken cancellationToken)
    {
        await work.FindImportAsync(id, cancellationToken);
        return await work.LoadJobAsync(id, cancellationToken);
    }

    /// <summary>What a file is called, without the path that some senders put before it; null when it has no name.</summary>
    public static string? NameOf(string? sent)
    {
        var name = Path.GetFileName(sent?.Trim());
        return string.IsNullOrEmpty(name) ? null
            : name.Length > JobFile.MaxNameLength ? name[..JobFile.MaxNameLength]
            : name;
    }
}
