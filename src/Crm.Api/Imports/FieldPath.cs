using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;

namespace Crm.Api.Imports;

/// <summary>A path into a form, such as <c>lines[0].productId</c>, with the type of what it leads to.</summary>
internal sealed partial class FieldPath
{
    private const int MaxIndex = 99;

    private readonly IReadOnlyList<Step> _steps;

    private FieldPath(IReadOnlyList<Step> steps, Type type, string? refersTo)
    {
        _steps = steps;
        Type = type;
        RefersTo = refersTo;
    }

    /// <summary>The type of the field; <see cref="JsonNode"/> where any value may stand, as in custom attributes.</summary>
    public Type Type { get; }

    /// <summary>The resource whose id the field holds.</summary>
    public string? RefersTo { get; }

    /// <summary>The last name, which for a custom attribute is its key.</summary>
    public string LastName => _steps[^1].Name;

    /// <summary>Where the field stands in the record, such as <c>/lines/0/productId</c>.</summary>
    public string Pointer =>
        string.Concat(_steps.Select(step => $"/{step.Name}{(step.Index is { } index ? $"/{index}" : "")}"));

    /// <summary>True when the field belongs to an item of a list.</summary>
    public bool IsInList => _steps.Any(step => step.Index is not null);

    /// <summary>The path, or null when the form has no such field.</summary>
    public static FieldPath? Parse(string text, Type form)
    {
        var type = form;
        string? refersTo = null;
        var steps = new List<Step>();
        foreach (var part in text.Split('.'))
        {
            if (StepShape().Match(part) is not { Success: true } match)
            {
                return null;
            }

            var step = new Step(
                match.Groups["name"].Value,
                match.Groups["index"] is { Success: true } i ? int.Parse(i.Value, CultureInfo.InvariantCulture) : null
            );
            if (step.Index > MaxIndex || Follow(step, type) is not { } next)
            {
                return null;
            }

            (type, refersTo) = next;
            steps.Add(step);
        }

        return new FieldPath(steps, Nullable.GetUnderlyingType(type) ?? type, refersTo);
    }

    /// <summary>Puts a value where the path leads, making what lies on the way.</summary>
    public void Put(JsonObject row, JsonNode? value)
    {
        JsonNode place = row;
        for (var depth = 0; depth < _steps.Count; depth++)
        {
            var isLast = depth == _steps.Count - 1;
            var step = _steps[depth];
            if (step.Index is not { } index)
            {
                place = isLast ? place[step.Name] = value! : place[step.Name] ??= new JsonObject();
                continue;
            }

            var list = (JsonArray)(place[step.Name] ??= new JsonArray());
            while (list.Count <= index)
            {
                list.Add(null);
            }

            place = isLast ? list[index] = value! : list[index] ??= new JsonObject();
        }
    }

    /// <summary>Says that the field is to be empty, unless another column has filled what it belongs to.</summary>
    public void Clear(JsonObject row)
    {
        if (_steps is [{ Index: null } only])
        {
            row.TryAdd(only.Name, null);
        }
        else if (
            _steps is [{ Index: null } owner, { Index: null } member]
            && (row[owner.Name] ??= new JsonObject()) is JsonObject inner
        )
        {
            inner.TryAdd(member.Name, null);
        }
        else
        {
            // A list of which no column fills anything is to be empty as a whole.
            row.TryAdd(_steps[0].Name, null);
        }
    }

    /// <summary>True when a column has already given the list item a value.</summary>
    public bool HasItem(JsonObject row)
    {
        JsonNode? place = row;
        foreach (var step in _steps)
        {
            place = place?[step.Name];
            if (step.Index is { } index)
            {
                return place is JsonArray list && list.Count > index && list[index] is not null;
            }
        }

        return false;
    }

    private static (Type Type, string? RefersTo)? Follow(Step step, Type type)
    {
        var shape = Json.Options.GetTypeInfo(type);
        if (shape.Kind == JsonTypeInfoKind.Dictionary)
        {
            return step.Index is null ? (typeof(JsonNode), null) : null;
        }

        if ((Nullable.GetUnderlyingType(type) ?? type) == typeof(Money))
        {
            return step is { Index: null, Name: "amount" or "currency" } ? (typeof(string), null) : null;
        }

        if (shape.Properties.FirstOrDefault(property => property.Name == step.Name) is not { } property)
        {
            return null;
        }

        var refersTo = property
            .AttributeProvider?.GetCustomAttributes(inherit: true)
            .OfType<RefersToAttribute>()
            .FirstOrDefault();
        if (step.Index is null)
        {
            return (property.PropertyType, refersTo?.Resource);
        }

        var list = Json.Options.GetTypeInfo(property.PropertyType);
        return list.Kind == JsonTypeInfoKind.Enumerable ? (list.ElementType!, null) : null;
    }

    [GeneratedRegex(@"^(?<name>[A-Za-z][A-Za-z0-9]*)(\[(?<index>\d{1,3})\])?\z")]
    private static partial Regex StepShape();

    private sealed record Step(string Name, int? Index);
}
