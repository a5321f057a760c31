using System.Text.Json;
using Crm.Api.Http;
using Crm.Api.Kernel;

namespace Crm.Api.Jobs.Undo;

/// <summary>What an undo was asked for; the options of its job.</summary>
internal sealed class UndoOptions
{
    public const int MaxForced = 10_000;

    /// <summary>What kind of job is undone.</summary>
    public required JobKind Undoes { get; init; }

    /// <summary>Take back what was changed again since, too.</summary>
    public bool? Force { get; init; }

    /// <summary>The same for these records only.</summary>
    public IReadOnlyList<Guid>? ForceRecords { get; init; }

    public static UndoOptions Of(Job job) => JsonSerializer.Deserialize(job.Options, Json.TypeInfo<UndoOptions>())!;

    /// <summary>Lets an undo take back more than its plan would.</summary>
    public static void Insist(Job job, bool all, IReadOnlyList<Guid>? records)
    {
        if (job.Kind != JobKind.Undo)
        {
            throw RuleBroken.Invalid(
                "force-not-undo",
                "Only an undo can be forced; other plans leave alone what was changed since.",
                all ? "/force" : "/forceRecords"
            );
        }

        var options = new UndoOptions
        {
            Undoes = Of(job).Undoes,
            Force = all,
            ForceRecords = records,
        };
        job.Options = options.ToJson();
    }

    public string ToJson() => JsonSerializer.Serialize(this, Json.TypeInfo<UndoOptions>());
}
