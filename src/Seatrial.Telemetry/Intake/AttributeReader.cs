using Google.Protobuf.Collections;
using OpenTelemetry.Proto.Common.V1;
using Seatrial.Telemetry.Signals;

namespace Seatrial.Telemetry.Intake;

/// <summary>Takes attributes over as text, bounded, with the strings that repeat shared.</summary>
/// <param name="strings">Where repeated strings are shared.</param>
internal sealed class AttributeReader(StringPool strings)
{
    internal KeyValuePair<string, string>[] Read(RepeatedField<KeyValue> attributes)
    {
        var count = Math.Min(attributes.Count, SignalText.MaxAttributes);
        if (count == 0)
        {
            return [];
        }

        var kept = new KeyValuePair<string, string>[count];
        for (var i = 0; i < count; i++)
        {
            var attribute = attributes[i];
            kept[i] = KeyValuePair.Create(
                Share(attribute.Key, SignalText.MaxKeyLength),
                strings.Intern(AnyValueText.Of(attribute.Value, SignalText.MaxLength)));
        }

        return kept;
    }

    /// <summary>The text, cut and shared.</summary>
    internal string Share(string text, int maxLength) => strings.Intern(SignalText.Cut(text, maxLength));

    /// <summary>The value kept under a key; the last one where a key repeats, null where it is absent.</summary>
    internal static string? Find(KeyValuePair<string, string>[] attributes, string key)
    {
        for (var i = attributes.Length - 1; i >= 0; i--)
        {
            if (string.Equals(attributes[i].Key, key, StringComparison.Ordinal))
            {
                return attributes[i].Value;
            }
        }

        return null;
    }

    /// <summary>The value sent under a key, before any bound on their number.</summary>
    internal static string? Find(RepeatedField<KeyValue>? attributes, string key, int maxLength)
    {
        if (attributes is null)
        {
            return null;
        }

        for (var i = attributes.Count - 1; i >= 0; i--)
        {
            if (string.Equals(attributes[i].Key, key, StringComparison.Ordinal))
            {
                return AnyValueText.Of(attributes[i].Value, maxLength);
            }
        }

        return null;
    }
}
