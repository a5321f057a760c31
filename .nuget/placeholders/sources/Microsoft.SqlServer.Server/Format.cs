namespace Microsoft.SqlServer.Server;

/// <summary>How a CLR type is written into the database.</summary>
public enum Format
{
    Unknown = 0,
    Native = 1,
    UserDefined = 2,
}
