using System.Collections;
using System.Globalization;

namespace Crm.Api.Templates.Rendering;

/// <summary>A value of the model that knows its place in it. It is never null: what is not there is a value too, one that says so when it is put in.</summary>
internal abstract class ModelValue(string path, MissingPaths missing)
{
    public string Path => path;

    /// <summary>What is in it under this name.</summary>
    public virtual ModelValue this[string name] => NothingAt(name);

    /// <summary>A plain value as templates see it.</summary>
    public static ModelValue Of(object? value, string path, MissingPaths missing) =>
        value switch
        {
            string text when !string.IsNullOrWhiteSpace(text) => new ModelScalar(text, path, missing),
            IReadOnlyDictionary<string, object?> { Count: > 0 } members => new ModelNode(members, path, missing),
            IReadOnlyList<object?> { Count: > 0 } items => new ModelList(items, path, missing),
            bool or decimal or DateOnly => new ModelScalar(value, path, missing),
            _ => new MissingValue(path, missing),
        };

    /// <summary>Notes that there is nothing to put in here.</summary>
    /// <returns>What stands in the text instead.</returns>
    public string NoteMissing()
    {
        missing.Add(path);
        return $"⟦{path}⟧";
    }

    protected ModelValue Inner(object? value, string name) =>
        Of(value, path.Length == 0 ? name : $"{path}.{name}", missing);

    protected ModelValue NothingAt(string name) => Inner(value: null, name);
}

/// <summary>A dictionary of the model.</summary>
internal sealed class ModelNode(IReadOnlyDictionary<string, object?> members, string path, MissingPaths missing)
    : ModelValue(path, missing)
{
    public override ModelValue this[string name] => Inner(members.GetValueOrDefault(name), name);
}

/// <summary>A list of the model.</summary>
internal sealed class ModelList(IReadOnlyList<object?> items, string path, MissingPaths missing)
    : ModelValue(path, missing),
        IReadOnlyList<object>
{
    public int Count => items.Count;

    public object this[int index] => Inner(items[index], $"{index}");

    public override ModelValue this[string name] =>
        int.TryParse(name, CultureInfo.InvariantCulture, out var index) && index < items.Count
            ? Inner(items[index], name)
            : NothingAt(name);

    public IEnumerator<object> GetEnumerator() =>
        Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>A text, a number, a day or a flag. The library takes an empty list for false, so it is one when its value is 0 or false.</summary>
internal sealed class ModelScalar(object value, string path, MissingPaths missing)
    : ModelValue(path, missing),
        IEnumerable
{
    public object Value => value;

    public IEnumerator GetEnumerator()
    {
        if (value is not (false or 0m))
        {
            yield return value;
        }
    }
}

/// <summary>Nothing, at a place where a template looked for something; an empty list, and so false.</summary>
internal sealed class MissingValue(string path, MissingPaths missing) : ModelValue(path, missing), IReadOnlyList<object>
{
    public int Count => 0;

    public object this[int index] => NothingAt($"{index}");

    public IEnumerator<object> GetEnumerator() => Enumerable.Empty<object>().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
