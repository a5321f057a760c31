namespace Crm.Mail.Mime;

/// <summary>An octet as <c>=C3</c>, in bodies and encoded words alike.</summary>
internal static class EscapedOctet
{
    /// <summary>Writes three octets.</summary>
    public static void Put(byte octet, Span<byte> target)
    {
        var digits = "0123456789ABCDEF"u8;
        target[0] = (byte)'=';
        target[1] = digits[octet >> 4];
        target[2] = digits[octet & 15];
    }
}
