namespace Crm.Api.Outreach;

/// <summary>What somebody is written to about, such as <c>newsletter</c>: consents, suppressions and campaigns name the same words.</summary>
internal static class OutreachPurpose
{
    public const string Pattern = "^[a-z][a-z0-9-]{0,59}$";
}
