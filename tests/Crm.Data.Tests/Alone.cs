namespace Crm.Data.Tests;

/// <summary>
/// Tests that run by themselves, after all others: on PostgreSQL an open transaction of any database of the server holds back what
/// counts as settled in all of them.
/// </summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
