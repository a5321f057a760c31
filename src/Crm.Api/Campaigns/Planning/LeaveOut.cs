using Crm.Api.Kernel;
using Crm.Api.Suppressions;

namespace Crm.Api.Campaigns.Planning;

/// <summary>Why somebody of the audience is not written to: the words of plans, ledgers and previews.</summary>
internal static class LeaveOut
{
    public const string NoAddress = "noAddress";
    public const string InvalidAddress = "invalidAddress";
    public const string NoConsent = "noConsent";
    public const string FrequencyCap = "frequencyCap";
    public const string DuplicateAddress = "duplicateAddress";
    public const string QuietHours = "quietHours";

    /// <summary>A suppression's reason is said in its own word.</summary>
    public static string Of(SuppressionReason reason) => EnumText<SuppressionReason>.Of(reason);
}
