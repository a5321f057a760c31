using System.Collections.Concurrent;
using System.Text.Json;
using Crm.Api.Kernel;

namespace Crm.Api.Events;

/// <summary>What a kind of record is called in events: its class name in camelCase, which is also its name in the contract.</summary>
internal static class EventNames
{
    private static readonly ConcurrentDictionary<Type, string> Names = new();

    public static string Of(Record record) => Of(record.GetType());

    public static string Of(Type recordType) =>
        Names.GetOrAdd(recordType, type => JsonNamingPolicy.CamelCase.ConvertName(type.Name));
}
