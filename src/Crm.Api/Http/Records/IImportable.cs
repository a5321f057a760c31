using System.Text.Json.Nodes;
using Crm.Api.Data;

namespace Crm.Api.Http.Records;

/// <summary>A resource as imports see it, whatever its types are.</summary>
internal interface IImportable
{
    /// <summary>True when files may make or change them; otherwise rows can only refer to them.</summary>
    bool TakesRows { get; }

    /// <summary>One of them, as in sentences.</summary>
    string Kind { get; }

    /// <summary>The form whose fields columns are mapped to.</summary>
    Type FormType { get; }

    /// <summary>What rows can be matched, and references resolved, by.</summary>
    IReadOnlyList<string> KeyNames { get; }

    /// <summary>The row's texts for one of the keys, in identity form.</summary>
    IReadOnlyList<string> KeyTexts(string key, JsonObject row);

    /// <summary>Prepares the row's record in the unit of work, without saving it yet.</summary>
    /// <param name="row">The body of a create; for a record that is there, a merge patch.</param>
    /// <param name="matchOn">Keys to look for, in this order.</param>
    /// <param name="mode">What a hit or a miss means.</param>
    Task<PreparedRow> PrepareAsync(
        JsonObject row,
        IReadOnlyList<string> matchOn,
        WriteMode mode,
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

    /// <summary>What the records are called by this key, for "did you mean"; a bounded number.</summary>
    Task<IReadOnlyList<string>> NamesAsync(string key, Work work, CancellationToken cancellationToken);
}

/// <summary>Whether a row may create, may update, or both.</summary>
internal enum WriteMode
{
    Create,
    Update,
    Upsert,
}

/// <summary>What a row is about to become.</summary>
/// <param name="Id">The record made or met.</param>
internal readonly record struct PreparedRow(Guid? Id, RowFate Fate);

/// <summary>What a row means, before it is saved.</summary>
internal enum RowFate
{
    /// <summary>A new record.</summary>
    New,

    /// <summary>A stored record; whether it changes is seen when it is saved.</summary>
    Known,

    /// <summary>A stored record that the mode leaves alone.</summary>
    Skipped,

    /// <summary>Several stored records.</summary>
    Ambiguous,

    /// <summary>No stored record, and none may be made.</summary>
    Missing,
}
