namespace Crm.Api.Outreach.Unsubscribe;

/// <summary>What somebody can say to being written to.</summary>
internal enum SubscriptionChoice
{
    /// <summary>No more about this.</summary>
    Purpose,

    /// <summary>No more about anything.</summary>
    Everything,

    /// <summary>Yes again to this.</summary>
    Again,
}

/// <summary>What holds of somebody's own wishes.</summary>
internal enum SubscriptionState
{
    Subscribed,
    WithoutPurpose,
    WithoutAnything,
}
