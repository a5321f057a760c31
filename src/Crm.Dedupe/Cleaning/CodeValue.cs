namespace Crm.Dedupe.Cleaning;

/// <summary>A number or code of letters and digits: postcode, country, tax id.</summary>
internal sealed class CodeValue : ICleanValue
{
    private CodeValue(string key) => Key = key;

    public string Key { get; }

    public static CodeValue? From(string typed) =>
        Folding.Code(typed) is { Length: > 0 } code ? new CodeValue(code) : null;
}
