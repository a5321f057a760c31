namespace Crm.Torture;

/// <summary>The service did not do what it promises.</summary>
internal sealed class BrokenPromise(string message) : Exception(message)
{
    public static void IfAny(IReadOnlyCollection<string> sentences)
    {
        if (sentences.Count > 0)
        {
            throw new BrokenPromise($"{sentences.Count} times, first: {string.Join("\n    ", sentences.Take(5))}");
        }
    }
}
