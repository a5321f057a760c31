using System.Text.Json.Nodes;
using Crm.Api.Kernel;

namespace Crm.Api.Http.Records;

/// <summary>
/// Records of one kind that bulk work makes, changes and removes together, in one unit of work: read with a few queries for all of them,
/// prepared one by one under the rules a single call has, and saved at once, or not at all.
/// </summary>
internal interface IRecordChunk
{
    /// <summary>Reads the records with these ids that are not in the trash; the others stay unknown.</summary>
    Task LoadAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);

    /// <summary>The version of a record that was read; null for an unknown one.</summary>
    long? VersionOf(Guid id);

    /// <summary>Prepares a new record.</summary>
    /// <exception cref="RuleBroken">The form breaks a rule; nothing is prepared.</exception>
    Task CreateAsync(Guid id, object form, CancellationToken cancellationToken);

    /// <summary>
    /// The update form of a record that was read, with a merge patch applied; null when the record would be the same afterwards,
    /// in whatever way the patch writes it. Asked once for a record.
    /// </summary>
    /// <param name="id">Which record.</param>
    /// <param name="patch">The merge patch.</param>
    /// <param name="lists">What its lists do to the stored ones.</param>
    /// <param name="isAnswer">
    /// True when the patch is laid out as answers are, such as a row of an export: what the answer shows but the record does not have of its
    /// own, such as a computed amount, does not become its own by being repeated.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ProblemException">The patched form is not valid.</exception>
    /// <exception cref="RuleBroken">The patched form breaks a rule.</exception>
    Task<object?> PatchAsync(
        Guid id,
        JsonObject patch,
        ListMerge lists,
        bool isAnswer,
        CancellationToken cancellationToken
    );

    /// <summary>Refuses the delete of a record that was read when a rule does; nothing is prepared.</summary>
    /// <exception cref="RuleBroken">A rule forbids it.</exception>
    Task CheckDeleteAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Reads these records once more, ready to be changed.</summary>
    /// <exception cref="Microsoft.EntityFrameworkCore.DbUpdateConcurrencyException">One was changed since it was read.</exception>
    Task TrackAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);

    /// <summary>Reads these records, those in the trash too, ready to be changed.</summary>
    Task TrackWithTrashAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);

    /// <summary>A record that was read to be changed; null for an unknown one.</summary>
    Record? Tracked(Guid id);

    /// <summary>Prepares the change of a tracked record.</summary>
    /// <exception cref="RuleBroken">The form breaks a rule; the record stays as it is.</exception>
    Task UpdateAsync(Guid id, object form, CancellationToken cancellationToken);

    /// <summary>Prepares putting a tracked record into the trash.</summary>
    /// <exception cref="RuleBroken">A rule forbids it; the record stays as it is.</exception>
    Task DeleteAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Prepares taking a tracked record out of the trash.</summary>
    void Undelete(Guid id);

    /// <summary>Prepares bringing what a change changed in a tracked record back to what it was before.</summary>
    /// <param name="id">The record.</param>
    /// <param name="image">Before and after, as the event of the change has them.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RuleBroken">The record may not be like that any more; it stays as it is.</exception>
    Task RestoreAsync(Guid id, string image, CancellationToken cancellationToken);

    /// <summary>Leaves a tracked record as it is stored, whatever was prepared.</summary>
    void Forget(Guid id);

    /// <summary>For each of these records that were prepared, in the order in which they come, the one it looks most like; null for none, or when it was not looked at.</summary>
    /// <param name="rows">Created or changed ones, each with the line it comes from.</param>
    /// <param name="terms">What is to become of those that do.</param>
    /// <param name="incoming">Those that came before.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<PossibleDuplicate?>> FindDuplicatesAsync(
        IReadOnlyList<(long Line, Guid Id)> rows,
        DuplicateTerms terms,
        IncomingRecords incoming,
        CancellationToken cancellationToken
    );

    /// <summary>Takes back the preparation of a new record, or leaves a tracked one as it is stored.</summary>
    void Withdraw(Guid id);

    /// <summary>Which of the tracked records differ from what is stored.</summary>
    IReadOnlySet<Guid> Changed();

    /// <summary>Saves what was prepared.</summary>
    Task SaveAsync(CancellationToken cancellationToken);

    /// <summary>The version of a record after <see cref="SaveAsync"/>.</summary>
    long SavedVersionOf(Guid id);
}

/// <summary>What a list in a patch does to the list that is stored.</summary>
internal enum ListMerge
{
    /// <summary>Takes its place.</summary>
    Replace,

    /// <summary>Adds the items that are not there yet.</summary>
    Append,
}
