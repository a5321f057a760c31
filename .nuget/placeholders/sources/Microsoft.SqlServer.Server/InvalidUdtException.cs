using System;

namespace Microsoft.SqlServer.Server;

/// <summary>Says that a CLR type cannot be stored in the database.</summary>
[Serializable]
public sealed class InvalidUdtException : SystemException
{
    private InvalidUdtException(string message)
        : base(message) { }

    public static InvalidUdtException Create(Type udtType, string resourceReason) =>
        new($"'{udtType.FullName}' is an invalid user defined type, reason: {resourceReason}.");
}
