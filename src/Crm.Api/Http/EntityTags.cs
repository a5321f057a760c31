using System.Globalization;
using Crm.Api.Kernel;
using Microsoft.Net.Http.Headers;

namespace Crm.Api.Http;

/// <summary>Strong entity tags: the record's version in quotes.</summary>
internal static class EntityTags
{
    public static string Of(Record record) => Of(record.Version);

    public static string Of(long version) => $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";

    /// <summary>412 when the caller's <c>If-Match</c> names another version; 428 when a guarded resource is changed without one.</summary>
    public static void CheckIfMatch(HttpContext context, Record record, bool guarded)
    {
        var header = context.Request.Headers.IfMatch;
        if (header.Count == 0)
        {
            if (guarded)
            {
                throw new ProblemException(
                    Problem.Of(428, "precondition-required", "Say with If-Match which version this is about.")
                );
            }

            return;
        }

        var current = Of(record);
        if (!Matches(header!, current))
        {
            throw new ProblemException(
                Problem
                    .Of(412, "precondition-failed", "The record has been changed since the version in If-Match.")
                    .With("etag", current)
                    .WithHeader("ETag", current)
            );
        }
    }

    /// <summary>True when the caller already has this version (<c>If-None-Match</c>).</summary>
    public static bool IsKnownToCaller(HttpContext context, Record record) => IsKnownToCaller(context, Of(record));

    public static bool IsKnownToCaller(HttpContext context, string current) =>
        context.Request.Headers.IfNoneMatch is { Count: > 0 } header && Matches(header!, current);

    private static bool Matches(IList<string> header, string current) =>
        EntityTagHeaderValue.TryParseList(header, out var tags)
        && tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || (!tag.IsWeak && tag.Tag == current));
}
