namespace Crm.Api.Http;

/// <summary>The limits of a form's fields that state none of their own; checked like the stated ones and shown in the contract.</summary>
internal static class FormLimits
{
    public const int Text = 4000;

    public const int Items = 500;

    /// <summary>Of each text in a list; <see cref="Kernel.Validation.ItemLengthAttribute"/> says otherwise.</summary>
    public const int ItemText = 200;
}
