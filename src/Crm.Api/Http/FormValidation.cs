using System.Collections;
using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization.Metadata;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Http;

/// <summary>
/// Checks the validation attributes of a form and of everything in it, and names each field by its JSON Pointer. A list may not hold
/// null, whatever its element type says.
/// </summary>
internal static class FormValidation
{
    private static readonly ConcurrentDictionary<Type, Field[]> FieldsOf = new();

    public static void Check(object form)
    {
        var errors = new List<FieldError>();
        Check(form, "", errors);
        if (errors.Count > 0)
        {
            var detail = errors.Count == 1 ? "1 field is not valid." : $"{errors.Count} fields are not valid.";
            throw new ProblemException(Problem.Of(400, "validation", detail, errors));
        }
    }

    private static void Check(object value, string pointer, List<FieldError> errors)
    {
        foreach (var field in FieldsOf.GetOrAdd(value.GetType(), ReadFields))
        {
            var inner = field.Get(value);
            var place = $"{pointer}/{field.Name}";
            if (!CheckOne(value, inner, field, place, errors))
            {
                continue;
            }

            switch (inner)
            {
                case null or string or IDictionary:
                    break;
                case IEnumerable list:
                    CheckItems(list, field, place, errors);
                    break;
                default:
                    if (MayHoldMore(inner.GetType()))
                    {
                        Check(inner, place, errors);
                    }

                    break;
            }
        }
    }

    private static void CheckItems(IEnumerable list, Field field, string pointer, List<FieldError> errors)
    {
        var index = 0;
        foreach (var item in list)
        {
            if (item is null)
            {
                errors.Add(new FieldError($"{pointer}/{index}", "required", "A list may not hold null."));
            }
            else if (item is string text)
            {
                if (text.Length > field.MaxItemLength)
                {
                    var detail = $"The text has {field.MaxItemLength} characters at most.";
                    errors.Add(new FieldError($"{pointer}/{index}", "too-long", detail));
                }
            }
            else if (MayHoldMore(item.GetType()))
            {
                Check(item, $"{pointer}/{index}", errors);
            }

            index++;
        }
    }

    private static bool CheckOne(object owner, object? value, Field field, string place, List<FieldError> errors)
    {
        foreach (var rule in field.Rules)
        {
            // A context costs more than the rule; most values are valid, and none of our rules needs to see the owner.
            if (!rule.RequiresValidationContext && rule.IsValid(value))
            {
                continue;
            }

            var context = new ValidationContext(owner) { MemberName = field.Name, DisplayName = field.Name };
            if (rule.GetValidationResult(value, context) is { } broken)
            {
                errors.Add(new FieldError(place, CodeOf(rule), broken.ErrorMessage ?? "The value is not valid."));
                return false;
            }
        }

        return true;
    }

    private static string CodeOf(ValidationAttribute rule) =>
        rule switch
        {
            RequiredAttribute => "required",
            StringLengthAttribute or MaxLengthAttribute => "too-long",
            MinLengthAttribute => "too-short",
            RangeAttribute => "out-of-range",
            _ => "invalid",
        };

    private static Field[] ReadFields(Type type)
    {
        var info = Json.Options.GetTypeInfo(type);
        return info.Kind != JsonTypeInfoKind.Object
            ? []
            : [.. info.Properties.Where(property => property.Get is not null).Select(ReadField)];
    }

    private static Field ReadField(JsonPropertyInfo property)
    {
        var attributes = property.AttributeProvider?.GetCustomAttributes(inherit: true) ?? [];
        var length = attributes.OfType<ItemLengthAttribute>().FirstOrDefault()?.Maximum ?? FormLimits.ItemText;
        return new Field(property.Name, property.Get!, [.. RulesOf(property, attributes)], length);
    }

    private static IEnumerable<ValidationAttribute> RulesOf(JsonPropertyInfo property, object[] attributes)
    {
        var stated = attributes.OfType<ValidationAttribute>().ToList();
        if (property.PropertyType == typeof(string) && !stated.Exists(rule => rule is StringLengthAttribute))
        {
            stated.Add(new StringLengthAttribute(FormLimits.Text));
        }
        else if (IsList(property.PropertyType) && !stated.Exists(rule => rule is MaxLengthAttribute))
        {
            stated.Add(new MaxLengthAttribute(FormLimits.Items));
        }

        return stated;
    }

    private static bool IsList(Type type) =>
        type != typeof(string)
        && type.IsAssignableTo(typeof(IEnumerable))
        && Json.Options.GetTypeInfo(type).Kind == JsonTypeInfoKind.Enumerable;

    private static bool MayHoldMore(Type type) => !type.IsValueType && type != typeof(string);

    private sealed record Field(string Name, Func<object, object?> Get, ValidationAttribute[] Rules, int MaxItemLength);
}
