using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Project.Flows;

namespace Seatrial.Flows.Cleaning;

/// <summary>What a cleanup must remember, as it is journalled: the values it reads and no others, secrets sealed.</summary>
/// <example><c>{"values":{"orderId":7},"sealed":{"token":"3q2+7w=="}}</c></example>
internal static class CleanupScope
{
    public static HashSet<string> NamesOf(StepPlan cleanup)
    {
        HashSet<string> names = cleanup.Find is { } find ? NamesOf(find) : new(StringComparer.Ordinal);
        names.UnionWith(cleanup.Action.Names);
        names.UnionWith(cleanup.When?.Names ?? []);
        names.UnionWith(cleanup.Expect.Concat(cleanup.Until?.Expect ?? []).Concat(cleanup.Until?.StopOn ?? []).SelectMany(static e => e.Matcher.Names));
        return names;
    }

    public static JsonElement Write(
        HashSet<string> names,
        ImmutableDictionary<string, FlowValue> values,
        ISecretSealer sealer,
        string cleanupId)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("values");
            foreach ((string name, FlowValue value) in Chosen(names, values, isSecret: false))
            {
                writer.WritePropertyName(name);
                value.Json.WriteTo(writer);
            }

            writer.WriteEndObject();
            writer.WriteStartObject("sealed");
            foreach ((string name, FlowValue value) in Chosen(names, values, isSecret: true))
            {
                writer.WriteString(name, sealer.Seal(value.Json.GetRawText(), Purpose(cleanupId, name)));
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    /// <summary>The values again; null when a sealed one does not open here.</summary>
    public static ImmutableDictionary<string, FlowValue>? Read(JsonElement scope, ISecretSealer sealer, string cleanupId)
    {
        ImmutableDictionary<string, FlowValue>.Builder values = ImmutableDictionary.CreateBuilder<string, FlowValue>(StringComparer.Ordinal);
        if (scope.ValueKind != JsonValueKind.Object)
        {
            return values.ToImmutable();
        }

        if (scope.TryGetProperty("values", out JsonElement plain))
        {
            foreach (JsonProperty property in plain.EnumerateObject())
            {
                values[property.Name] = new FlowValue(property.Value.Clone());
            }
        }

        if (scope.TryGetProperty("sealed", out JsonElement secret))
        {
            foreach (JsonProperty property in secret.EnumerateObject())
            {
                if (sealer.TryOpen(property.Value.GetString() ?? string.Empty, Purpose(cleanupId, property.Name)) is not { } opened)
                {
                    return null;
                }

                values[property.Name] = new FlowValue(JsonElement.Parse(Encoding.UTF8.GetBytes(opened)), IsSecret: true);
            }
        }

        return values.ToImmutable();
    }

    private static IEnumerable<KeyValuePair<string, FlowValue>> Chosen(
        HashSet<string> names,
        ImmutableDictionary<string, FlowValue> values,
        bool isSecret) =>
        values.Where(pair => pair.Value.Exists && pair.Value.IsSecret == isSecret && names.Contains(pair.Key));

    private static string Purpose(string cleanupId, string name) => $"{cleanupId}\n{name}";
}
