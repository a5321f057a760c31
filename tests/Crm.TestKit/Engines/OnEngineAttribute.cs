using System.Reflection;
using Xunit.Sdk;

namespace Crm.TestKit;

/// <summary>Runs a theory once on one engine, or reports it as skipped and says why.</summary>
public abstract class OnEngineAttribute(Engine engine, string? missingBecause) : DataAttribute
{
    public Engine Engine => engine;

    // xunit reads this while it discovers tests; a reason makes the row a skipped test of that name.
    public sealed override string? Skip { get; set; } = missingBecause;

    public sealed override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        [
            [engine],
        ];
}
