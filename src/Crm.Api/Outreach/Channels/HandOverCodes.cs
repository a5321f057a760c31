namespace Crm.Api.Outreach.Channels;

/// <summary>The codes of ways out for what is not the other side's own code.</summary>
internal static class HandOverCodes
{
    /// <summary>The other side could not be reached, or the connection broke before the message had left.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>It left, and no answer came.</summary>
    public const string NoAnswer = "no-answer";

    /// <summary>It cannot be written as it is, such as with a line break in its subject.</summary>
    public const string InvalidMessage = "invalid-message";

    /// <summary>Nobody has said how messages of that channel leave.</summary>
    public const string NotConfigured = "not-configured";
}
