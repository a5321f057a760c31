namespace Crm.Api.Http.Records;

/// <summary>What becomes of a record that comes in and looks like one that is there.</summary>
internal enum DuplicatePolicy
{
    /// <summary>It comes in, and nobody looks.</summary>
    Allow,

    /// <summary>It comes in, and the answer names those it looks like.</summary>
    Warn,

    /// <summary>It is refused.</summary>
    Block,
}
