namespace Crm.Api.Templates.Rendering;

/// <summary>The gaps of one message for which there was nothing to put in.</summary>
internal sealed class MissingPaths
{
    private readonly List<string> _paths = [];

    public IReadOnlyList<string> Paths => _paths;

    public void Add(string path)
    {
        if (!_paths.Contains(path))
        {
            _paths.Add(path);
        }
    }
}
