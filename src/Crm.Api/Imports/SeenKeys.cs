namespace Crm.Api.Imports;

/// <summary>
/// Which line of the file was the first to have a key or to be about a record. A million rows take some 40 MB, whatever their keys look
/// like.
/// </summary>
internal sealed class SeenKeys
{
    private readonly Dictionary<UInt128, long> _lines = [];

    /// <summary>The line that had it first; null for none.</summary>
    public long? LineOf(UInt128 fingerprint) => _lines.TryGetValue(fingerprint, out var line) ? line : null;

    public void Add(UInt128 fingerprint, long line) => _lines.TryAdd(fingerprint, line);
}
