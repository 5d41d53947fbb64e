using System.Globalization;
using System.Text.Json;
using Seatrial.Core.Flows;

namespace Seatrial.Flows;

/// <summary>Makes values of a flow from plain ones.</summary>
internal static class FlowValues
{
    // Statuses, above all: every step has one.
    private static readonly JsonElement[] Small = new JsonElement[1000];

    public static FlowValue Of(int number)
    {
        if ((uint)number >= (uint)Small.Length)
        {
            return Parsed(number);
        }

        lock (Small)
        {
            ref JsonElement known = ref Small[number];
            if (known.ValueKind == JsonValueKind.Undefined)
            {
                known = Parsed(number).Json;
            }

            return new(known);
        }
    }

    private static FlowValue Parsed(int number) => new(JsonElement.Parse(number.ToString(CultureInfo.InvariantCulture)));

    public static FlowValue Of(double number) => new(JsonElement.Parse(number.ToString("R", CultureInfo.InvariantCulture)));

    public static FlowValue Of(string text) => new(JsonElement.Parse($"\"{JsonEncodedText.Encode(text)}\""));
}
