using System.IO;

namespace Microsoft.SqlServer.Server;

/// <summary>A CLR type that reads and writes itself.</summary>
public interface IBinarySerialize
{
    void Read(BinaryReader r);

    void Write(BinaryWriter w);
}
