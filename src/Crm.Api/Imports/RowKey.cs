using System.Runtime.InteropServices;

namespace Crm.Api.Imports;

/// <summary>A text by which a row says who it is about.</summary>
internal sealed class RowKey(string name, string text)
{
    private UInt128? _fingerprint;

    public string Name => name;

    public string Text => text;

    /// <summary>The text as the id of a record.</summary>
    public Guid? AsId => Guid.TryParse(text, out var id) ? id : null;

    public UInt128 Fingerprint => _fingerprint ??= Kernel.Fingerprint.Of($"{name}\0{text}");

    /// <summary>That of a record itself.</summary>
    public static UInt128 Of(Guid recordId) => MemoryMarshal.Read<UInt128>(MemoryMarshal.AsBytes([recordId]));
}
