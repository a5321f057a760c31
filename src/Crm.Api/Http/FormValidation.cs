using System.Collections;
using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization.Metadata;

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
        if (value is not string and IEnumerable list)
        {
            CheckItems(list, pointer, errors);
            return;
        }

        foreach (var field in FieldsOf.GetOrAdd(value.GetType(), ReadFields))
        {
            var inner = field.Get(value);
            var place = $"{pointer}/{field.Name}";
            if (CheckOne(value, inner, field, place, errors) && inner is not null && field.MayHoldMore)
            {
                Check(inner, place, errors);
            }
        }
    }

    private static void CheckItems(IEnumerable list, string pointer, List<FieldError> errors)
    {
        if (list is IDictionary)
        {
            return;
        }

        var index = 0;
        foreach (var item in list)
        {
            if (item is null)
            {
                errors.Add(new FieldError($"{pointer}/{index}", "required", "A list may not hold null."));
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
            :
            [
                .. info
                    .Properties.Where(property => property.Get is not null)
                    .Select(property => new Field(
                        property.Name,
                        property.Get!,
                        [.. property.AttributeProvider?.GetCustomAttributes(true).OfType<ValidationAttribute>() ?? []],
                        MayHoldMore(property.PropertyType)
                    )),
            ];
    }

    private static bool MayHoldMore(Type type) => !type.IsValueType && type != typeof(string);

    private sealed record Field(string Name, Func<object, object?> Get, ValidationAttribute[] Rules, bool MayHoldMore);
}
