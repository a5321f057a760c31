using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Crm.Api.ApiKeys;

/// <summary>
/// What a key looks like: <c>crm_live_</c>, 32 random letters and digits (190 bits), and 6 of a checksum, so that a typing error or a
/// scanner for leaked keys can tell a key from chance without asking the service. Only its SHA-256 is stored.
/// </summary>
internal static class KeyText
{
    public const string Prefix = "crm_live_";

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int SecretLength = 32;
    private const int ChecksumLength = 6;

    public static string Make()
    {
        var secret = RandomNumberGenerator.GetString(Alphabet, SecretLength);
        return Prefix + secret + Checksum(secret);
    }

    public static bool IsWellFormed(string key) =>
        key.Length == Prefix.Length + SecretLength + ChecksumLength
        && key.StartsWith(Prefix, StringComparison.Ordinal)
        && Checksum(key[Prefix.Length..^ChecksumLength]) == key[^ChecksumLength..];

    public static byte[] Hash(string key) => SHA256.HashData(Encoding.ASCII.GetBytes(key));

    /// <summary>Enough of the key to recognise it in a list.</summary>
    public static string Shown(string key) => key[..(Prefix.Length + 4)];

    private static string Checksum(string secret)
    {
        var rest = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));
        Span<char> digits = stackalloc char[ChecksumLength];
        for (var place = ChecksumLength - 1; place >= 0; place--)
        {
            (rest, var digit) = Math.DivRem(rest, (uint)Alphabet.Length);
            digits[place] = Alphabet[(int)digit];
        }

        return new string(digits);
    }
}
