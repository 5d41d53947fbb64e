using System.Text.Json;
using System.Text.Json.Serialization;

namespace Shop.ServiceDefaults.Amounts;

/// <summary>On the wire: <c>{"amount": 12.50, "currency": "EUR"}</c>.</summary>
internal sealed class MoneyJsonConverter : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var money = document.RootElement;
        if (money.ValueKind is not JsonValueKind.Object
            || !money.TryGetProperty("amount", out var amount) || !amount.TryGetDecimal(out var value)
            || !money.TryGetProperty("currency", out var code) || code.GetString() is not { } currency
            || !Currencies.IsKnown(currency))
        {
            throw new JsonException("Money is an amount and a currency the shop trades in.");
        }

        return Money.Of(value, currency);
    }

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("amount", value.Amount);
        writer.WriteString("currency", value.Currency);
        writer.WriteEndObject();
    }
}
