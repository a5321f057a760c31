namespace Crm.Dedupe.Cleaning;

/// <summary>A value made comparable. Values with one key are the same value to the engine.</summary>
internal interface ICleanValue
{
    string Key { get; }
}
