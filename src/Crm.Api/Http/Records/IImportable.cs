using System.Text.Json.Nodes;
using Crm.Api.Data;
using Crm.Api.Kernel;

namespace Crm.Api.Http.Records;

/// <summary>A resource as bulk work sees it, whatever its types are.</summary>
internal interface IImportable
{
    /// <summary>True when files may make or change them; otherwise rows can only refer to them.</summary>
    bool TakesRows { get; }

    /// <summary>What callers may do with single ones, and so with many.</summary>
    Verbs Verbs { get; }

    /// <summary>One of them, as in sentences.</summary>
    string Kind { get; }

    /// <summary>The form whose fields columns are mapped to.</summary>
    Type FormType { get; }

    /// <summary>What rows can be matched, and references resolved, by.</summary>
    IReadOnlyList<string> KeyNames { get; }

    /// <summary>The keys of which no two live records have the same.</summary>
    IReadOnlyList<string> UniqueKeys { get; }

    /// <summary>The answer, which shows more than the form takes.</summary>
    Type ResponseType { get; }

    /// <summary>Reads a row's body as a form, strictly.</summary>
    /// <exception cref="ProblemException">The body is not such a form.</exception>
    object Parse(JsonObject body);

    /// <summary>The form's texts for one of the keys, in identity form.</summary>
    IReadOnlyList<string> KeyTexts(string key, object form, FormDefaults defaults);

    /// <summary>What becomes of records that look like those that are there, where an import does not say; null where nobody can tell.</summary>
    DuplicatePolicy? DuplicatePolicy { get; }

    /// <summary>Begins to look at records that come in one after the other, where somebody can tell which look alike.</summary>
    IncomingRecords OpenIncoming();

    /// <summary>Records to be made and changed together in this unit of work.</summary>
    IRecordChunk OpenChunk(Work work);

    /// <summary>Finds out with one query which of these ids are there, so that rows that refer to them need not ask one by one.</summary>
    /// <param name="ids">Ids that may be there.</param>
    /// <param name="promised">Ids that a plan has given out and that count as there.</param>
    /// <param name="work">The unit of work that is to know.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task MeetAsync(
        IReadOnlyCollection<Guid> ids,
        IReadOnlyCollection<Guid> promised,
        Work work,
        CancellationToken cancellationToken
    );

    /// <summary>The live records that have one of these texts for the key, in one query; of a text many have, some are left out, but never all but one.</summary>
    Task<IReadOnlyList<KeyHit>> FindAsync(
        string key,
        IReadOnlyCollection<string> texts,
        Work work,
        CancellationToken cancellationToken
    );

    /// <summary>Says what is wrong with a selection, if anything.</summary>
    /// <exception cref="ProblemException">The filter cannot be understood.</exception>
    Task CheckAsync(RecordSelection selection, Work work, CancellationToken cancellationToken);

    /// <summary>The next ids, in their order, of the records that a selection finds.</summary>
    Task<List<Guid>> IdsAsync(
        RecordSelection selection,
        Guid after,
        int count,
        Work work,
        CancellationToken cancellationToken
    );

    /// <summary>What the records are called by this key, for "did you mean"; a bounded number.</summary>
    Task<IReadOnlyList<string>> NamesAsync(string key, Work work, CancellationToken cancellationToken);
}

/// <summary>Records that a filter finds; all of them without one.</summary>
/// <param name="Filter">AIP-160.</param>
/// <param name="Zone">Where its days begin and end.</param>
internal sealed record RecordSelection(string? Filter, TimeZoneInfo Zone);
