namespace Crm.Api.Merges.Survivorship;

/// <summary>Which of several values a merged record keeps. Whoever has no value for a field is not asked.</summary>
internal enum FieldStrategy
{
    /// <summary>The survivor's; where it has none, the newest.</summary>
    Survivor,

    /// <summary>That of the record that was changed last.</summary>
    Newest,

    /// <summary>That of the record that was changed the longest ago.</summary>
    Oldest,

    /// <summary>The one with the most characters, or items.</summary>
    Longest,

    /// <summary>That of the record with the most fields filled.</summary>
    MostComplete,

    /// <summary>That of the record whose source stands first in <c>sourceRank</c>.</summary>
    MostTrusted,

    /// <summary>The one that most records have, whatever their letters' case.</summary>
    MostFrequent,

    /// <summary>All of them; lists only.</summary>
    KeepAll,

    /// <summary>The stage furthest along: customer, then former, prospect, lead; for <c>lifecycleStage</c> only.</summary>
    Furthest,
}
