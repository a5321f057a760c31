using Crm.Api.Data;

namespace Crm.Api.Jobs;

/// <summary>
/// How many rows to do in one transaction: on SQLite few enough that a single write waiting for its turn hardly notices, elsewhere
/// enough that round trips do not count. Follows what the last chunks took, with their commits.
/// </summary>
internal sealed class ChunkSize(DatabaseEngine engine)
{
    private const int First = 100;
    private const int Fewest = 50;
    private const int Most = 5000;

    private readonly TimeSpan _aim = TimeSpan.FromMilliseconds(engine.IsShared ? 200 : 50);

    public int Rows { get; private set; } = First;

    /// <summary>Takes note of a chunk; a slow moment of the machine changes the size by half at most.</summary>
    public void Learn(int rows, TimeSpan took)
    {
        var fitting = rows * (_aim / took);
        Rows = Math.Clamp((int)Math.Clamp(fitting, Rows / 2, Rows * 2), Fewest, Most);
    }
}
