namespace Crm.Api.Http.Records;

/// <summary>An answer that says what a record that was written looks like.</summary>
internal interface IMayBeDuplicate
{
    /// <summary>Absent when nobody looked.</summary>
    IReadOnlyList<PossibleDuplicate>? PossibleDuplicates { get; set; }
}
