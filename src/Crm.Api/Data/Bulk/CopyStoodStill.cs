using System.Data.Common;
using Npgsql;

namespace Crm.Api.Data.Bulk;

/// <summary>No rows came for so long that the server has ended the copy.</summary>
internal sealed class CopyStoodStill(PostgresException cut)
    : DbException("The server has waited too long for the rows of a copy.", cut);
