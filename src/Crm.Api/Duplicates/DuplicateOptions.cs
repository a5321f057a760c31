using System.ComponentModel.DataAnnotations;
using Crm.Api.Http.Records;

namespace Crm.Api.Duplicates;

/// <summary>What becomes of customers that come in and look like one that is there, where the call does not say.</summary>
internal sealed class DuplicateOptions
{
    public const string Section = "Crm:Duplicates";

    /// <summary>Let them in, let them in and say so, or refuse them.</summary>
    public DuplicatePolicy Policy { get; set; } = DuplicatePolicy.Allow;

    /// <summary>How sure it must be that two are one, 0 to 1, for a customer that comes in to be reported or refused.</summary>
    [Range(0.01, 0.999999)]
    public double Threshold { get; set; } = 0.9;

    /// <summary>The same for a person who looks for customers that may be one; more is shown, since a person sees what it is.</summary>
    [Range(0.01, 0.999999)]
    public double ShownFrom { get; set; } = 0.5;
}
