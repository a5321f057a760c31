using System.Text.Json.Serialization;

namespace Crm.Api.Outreach.Channels.Gateways;

/// <summary>What a gateway is given. A message has the same id each time it is given.</summary>
internal sealed record GatewayMessage(
    Guid Id,
    OutreachChannel Channel,
    string To,
    string RecipientName,
    string? From,
    string? Language,
    string? Subject,
    string Text,
    DateTimeOffset Date
);

/// <summary>The JSON of gateways.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(GatewayMessage))]
internal sealed partial class GatewayJson : JsonSerializerContext;
