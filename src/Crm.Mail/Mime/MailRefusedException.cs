namespace Crm.Mail.Mime;

/// <summary>A mail that cannot be written as given. Names the field and the trouble, never the value: it may end in a log.</summary>
public sealed class MailRefusedException(string field, string trouble) : Exception($"{field}: {trouble}.")
{
    /// <summary>The field of the mail, such as <c>Subject</c> or <c>To address</c>.</summary>
    public string Field { get; } = field;

    /// <summary>What is wrong with it.</summary>
    public string Trouble { get; } = trouble;
}
