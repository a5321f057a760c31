namespace Crm.Api.Kernel;

/// <summary>A record that may turn out to be the same as another one. It then lies in the trash, and its id leads to the survivor.</summary>
internal interface IMergeable
{
    /// <summary>The record it was merged into.</summary>
    Guid? MergedIntoId { get; set; }
}
