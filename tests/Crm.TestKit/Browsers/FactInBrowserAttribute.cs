using Xunit;

namespace Crm.TestKit;

/// <summary>Runs a test that needs a browser, or reports it as skipped and says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactInBrowserAttribute : FactAttribute
{
    public FactInBrowserAttribute() => Skip = ChromiumProcess.MissingBecause;
}
