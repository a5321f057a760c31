using System.Text.Json;
using System.Text.Json.Serialization;
using Crm.Api.Kernel;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Http;

/// <summary>An error as RFC 9457 describes it.</summary>
internal sealed class Problem
{
    /// <summary>Where the code is explained; the same for every problem with that code.</summary>
    [Example("/problems/validation")]
    public required string Type { get; init; }

    /// <summary>The code in words.</summary>
    [Example("Validation")]
    public required string Title { get; init; }

    /// <summary>The HTTP status of the answer.</summary>
    [Example(400)]
    public required int Status { get; init; }

    /// <summary>What is wrong this time.</summary>
    [Example("1 field is not valid.")]
    public required string Detail { get; init; }

    /// <summary>The request id, as in the header <c>Request-Id</c>.</summary>
    [Example("0HNB3R7K2J1QK:00000001")]
    public string? Instance { get; set; }

    /// <summary>Stable machine word; new ones may come.</summary>
    [Example("validation")]
    public required string Code { get; init; }

    /// <summary>One entry per field to blame.</summary>
    public IReadOnlyList<FieldError>? Errors { get; private set; }

    /// <summary>Further members, which depend on the code.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? More { get; set; }

    /// <summary>Headers the answer has besides.</summary>
    [JsonIgnore]
    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public static Problem Of(int status, string code, string detail, params IReadOnlyList<FieldError> errors) =>
        new()
        {
            Type = $"/problems/{code}",
            Title = TitleOf(code),
            Status = status,
            Detail = detail,
            Code = code,
            Errors = errors.Count == 0 ? null : errors,
        };

    /// <summary><c>page-token-expired</c> → <c>Page token expired</c>.</summary>
    public static string TitleOf(string code) => char.ToUpperInvariant(code[0]) + code[1..].Replace('-', ' ');

    /// <summary>400: the shape of the request is wrong at one place.</summary>
    public static Problem Malformed(string pointer, string code, string detail) =>
        Of(400, code, detail, new FieldError(pointer, code, detail));

    public static Problem NotFound(string kind, string id) =>
        Of(404, "not-found", $"There is no {kind} '{id}', or you may not see it.");

    public static Problem Of(RuleBroken rule) =>
        Of(
            rule.ForbiddenNow ? 409 : 422,
            rule.Code,
            rule.Message,
            rule.Pointer is null ? [] : [new FieldError(rule.Pointer, rule.Code, rule.Message)]
        );

    public Problem WithHeader(string name, string value)
    {
        Headers[name] = value;
        return this;
    }

    /// <summary>Makes the pointers lead from the root of a body of which only a part was looked at.</summary>
    public Problem Relocate(Func<string, string> pointer)
    {
        Errors = Errors?.Select(error => error with { Pointer = pointer(error.Pointer) }).ToList();
        return this;
    }

    /// <summary>Adds a member that this code brings with it.</summary>
    public Problem With<T>(string name, T value)
    {
        More ??= new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        More[name] = JsonSerializer.SerializeToElement(value, Json.Options);
        return this;
    }
}

/// <summary>What is wrong with one field.</summary>
/// <param name="Pointer">JSON Pointer into the body (<c>/contactPoints/0/value</c>), or the name of a parameter or header.</param>
/// <param name="Code">Stable machine word.</param>
/// <param name="Detail">What is wrong, in a sentence.</param>
internal sealed record FieldError(
    [property: Example("/name")] string Pointer,
    [property: Example("required")] string Code,
    [property: Example("A value is required.")] string Detail
);
