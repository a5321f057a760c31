using Crm.Dedupe.Comparing;

namespace Crm.Dedupe.Scoring;

/// <summary>
/// What is known before any data: how often the records of one thing, and of two, come to each level. Judged from what is
/// usual in customer data, not fitted to a set.
/// </summary>
internal static class DefaultModel
{
    /// <summary>By comparison and level; level 0, missing, is no evidence.</summary>
    public static readonly double[][] Match =
    [
        [1, .02, .01, .03, .04, .03, .06, .02, .79],
        [1, .025, .01, .01, .025, .03, .07, .02, .81],
        [1, .06, .03, .05, .05, .08, .73],
        [1, .25, .02, .05, .68],
        [1, .12, .05, .83],
        [1, .16, .04, .80],
        [1, .10, .05, .15, .70],
        [1, .08, .08, .08, .08, .68],
        [1, .02, .98],
        [1, .03, .05, .92],
        [1, .01, .04, .95],
        [1, .08, .07, .85],
        [1, .25, .30, .45],
    ];

    /// <summary>
    /// By level of <see cref="Comparison.Company"/>: how much more common it is than among matches, between organisations of
    /// which one belongs to the other or has only part of its name. It falls, so that more agreement speaks for a match.
    /// </summary>
    public static readonly double[] BranchNames = [1, 12, 8, 3, 2, 1, .6];

    /// <summary>The same for those of one house, of which the names hardly ever are the same.</summary>
    public static readonly double[] DepartmentNames = [1, 12, 8, 3, 2, 1, .05];

    /// <summary>The same by level of <see cref="Comparison.FamilyName"/> for people whom a key of name and place has brought together.</summary>
    public static readonly double[] RelativeNames = [1, 12, 12, 4, 4, 2, 1, 1, 1];

    public static readonly double[][] Random =
    [
        [1, .94, .022, .020, .004, .001, .003, .0002, .006],
        [1, .965, .022, .006, .002, .001, .002, .0002, .002],
        [1, .968, .02, .004, .003, .003, .002],
        [1, .9997, .0002, .00005, .00001],
        [1, .9988, .0002, .001],
        [1, .9997, .0002, .0001],
        [1, .995, .004, .0007, .0003],
        [1, .93, .05, .003, .01, .007],
        [1, .30, .70],
        [1, .9982, .0015, .0003],
        [1, .9997, .0002, .00002],
        [1, .9995, .0004, .00005],
        [1, .92, .07, .01],
    ];
}
