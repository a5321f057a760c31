using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crm.Api.Kernel;

/// <summary>Writes money as <c>{"amount":"12.50","currency":"EUR"}</c> and reads nothing else.</summary>
/// <remarks>The amount is text because many readers of JSON turn numbers into binary fractions.</remarks>
public sealed class MoneyJsonConverter : JsonConverter<Money>
{
    private const string Amount = "amount";
    private const string Currency = "currency";

    /// <summary>Reads both members, once each; anything else is a <see cref="JsonException"/> whose message says what is wrong.</summary>
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("Money is an object with the members amount and currency.");
        }

        string? amount = null;
        string? currency = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(Amount))
            {
                ReadOnce(ref reader, Amount, ref amount);
            }
            else if (reader.ValueTextEquals(Currency))
            {
                ReadOnce(ref reader, Currency, ref currency);
            }
            else
            {
                throw new JsonException($"Money has no member '{reader.GetString()}'.");
            }
        }

        if (amount is null || currency is null)
        {
            throw new JsonException($"Money needs the member {(amount is null ? Amount : Currency)}.");
        }

        return Money.TryParse(amount, currency, out var money, out var problem)
            ? money
            : throw new JsonException(problem);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString(Amount, value.Text);
        writer.WriteString(Currency, value.Currency);
        writer.WriteEndObject();
    }

    private static void ReadOnce(ref Utf8JsonReader reader, string member, ref string? value)
    {
        if (value is not null)
        {
            throw new JsonException($"The member {member} appears twice.");
        }

        reader.Read();
        value =
            reader.TokenType == JsonTokenType.String
                ? reader.GetString()
                : throw new JsonException($"The member {member} is not a string.");
    }
}
