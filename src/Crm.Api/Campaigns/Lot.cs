using System.Security.Cryptography;

namespace Crm.Api.Campaigns;

/// <summary>Who gets which version of a message: by lot, but always the same for a customer and a step.</summary>
internal static class Lot
{
    private const int Hundred = 100;
    private const int IdLength = 16;

    public static bool IsAlternative(CampaignStep step, Guid customerId)
    {
        if (step.AlternativeTemplateId is null)
        {
            return false;
        }

        Span<byte> ids = stackalloc byte[IdLength * 2];
        step.ParentId.TryWriteBytes(ids);
        customerId.TryWriteBytes(ids[IdLength..]);
        // Each step draws anew, or the same people would get all alternatives.
        ids[0] ^= (byte)step.Position;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(ids, hash);
        return BitConverter.ToUInt32(hash) % Hundred < step.AlternativePercent;
    }
}
