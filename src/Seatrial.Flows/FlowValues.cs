using System.Globalization;
using System.Text.Json;
using Seatrial.Core.Flows;

namespace Seatrial.Flows;

/// <summary>Makes values of a flow from plain ones.</summary>
internal static class FlowValues
{
    public static FlowValue Of(int number) => new(JsonElement.Parse(number.ToString(CultureInfo.InvariantCulture)));

    public static FlowValue Of(double number) => new(JsonElement.Parse(number.ToString("R", CultureInfo.InvariantCulture)));

    public static FlowValue Of(string text) => new(JsonElement.Parse($"\"{JsonEncodedText.Encode(text)}\""));
}
