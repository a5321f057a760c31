namespace Crm.Api.Templates.Rendering;

/// <summary>The gaps of one message for which there was nothing to put in.</summary>
internal sealed class MissingPaths
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<string> _paths = [];

    public IReadOnlyList<string> Paths => _paths;

    public void Add(string path)
    {
        if (_known.Add(path))
        {
            _paths.Add(path);
        }
    }
}
