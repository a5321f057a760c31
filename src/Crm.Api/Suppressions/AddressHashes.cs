using System.Security.Cryptography;
using System.Text;
using Crm.Api.Data;
using Crm.Api.Kernel;
using Crm.Api.Outreach;

namespace Crm.Api.Suppressions;

/// <summary>
/// Hashes by which an address is known again after it was erased. They are made with a secret of this installation, so that nobody
/// else can find out by trying which addresses are on the list.
/// </summary>
internal sealed class AddressHashes(NodeSecrets secrets)
{
    /// <param name="channel">The channel it is an address of.</param>
    /// <param name="key">Its identity form.</param>
    public string Of(OutreachChannel channel, string key) => Hash($"{EnumText<OutreachChannel>.Of(channel)}\n{key}");

    /// <summary>The hash of what makes a suppression what it is.</summary>
    public string FingerprintOf(string addressHash, string? purpose, SuppressionReason reason) =>
        Hash($"{addressHash}\n{purpose}\n{EnumText<SuppressionReason>.Of(reason)}");

    private string Hash(string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(secrets.Addresses, Encoding.UTF8.GetBytes(text)));
}
