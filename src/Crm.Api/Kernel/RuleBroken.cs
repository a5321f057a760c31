namespace Crm.Api.Kernel;

/// <summary>Says why a rule of an entity refuses what was asked; the web layer turns it into a problem with the same code.</summary>
internal sealed class RuleBroken : Exception
{
    private RuleBroken(bool forbiddenNow, string code, string message, string? pointer)
        : base(message)
    {
        ForbiddenNow = forbiddenNow;
        Code = code;
        Pointer = pointer;
    }

    /// <summary>True when the record's present state forbids it (409); false when the request could never be right (422).</summary>
    public bool ForbiddenNow { get; }

    /// <summary>Stable machine word, listed in openapi/README.md.</summary>
    public string Code { get; }

    /// <summary>JSON Pointer of the field to blame, when there is one.</summary>
    public string? Pointer { get; }

    /// <summary>The record's present state forbids it: 409.</summary>
    public static RuleBroken State(string code, string message, string? pointer = null) =>
        new(forbiddenNow: true, code, message, pointer);

    /// <summary>The request could never be right: 422.</summary>
    public static RuleBroken Invalid(string code, string message, string? pointer = null) =>
        new(forbiddenNow: false, code, message, pointer);
}
