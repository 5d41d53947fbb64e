using System.Globalization;
using System.Text.Json;

namespace Seatrial.Project.JsonPath;

/// <summary>Typed equality of JSON values; numbers by value, text by code units, maps regardless of order.</summary>
public static class JsonEquality
{
    /// <summary>Whether two values are the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool AreEqual(JsonElement left, JsonElement right)
    {
        if (left.ValueKind != right.ValueKind)
        {
            return false;
        }

        switch (left.ValueKind)
        {
            case JsonValueKind.Number:
                return CompareNumbers(left, right) == 0;
            case JsonValueKind.String:
                return string.Equals(left.GetString(), right.GetString(), StringComparison.Ordinal);
            case JsonValueKind.Array:
                return left.GetArrayLength() == right.GetArrayLength()
                    && left.EnumerateArray().Zip(right.EnumerateArray()).All(pair => AreEqual(pair.First, pair.Second));
            case JsonValueKind.Object:
                return left.GetPropertyCount() == right.GetPropertyCount()
                    && left.EnumerateObject().All(member => right.TryGetProperty(member.Name, out JsonElement other) && AreEqual(member.Value, other));
            default:
                return true;
        }
    }

    /// <summary>Compares two numbers by value: exactly as decimals where both fit, otherwise as doubles.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static int CompareNumbers(JsonElement left, JsonElement right)
    {
        if (IsExact(left, out decimal exactLeft) && IsExact(right, out decimal exactRight))
        {
            return exactLeft.CompareTo(exactRight);
        }

        return ToDouble(left).CompareTo(ToDouble(right));
    }

    // A decimal rounds what has more than 28 digits and turns 1e-30 into 0: only short plain numbers are exact.
    private static bool IsExact(JsonElement number, out decimal value)
    {
        string text = number.GetRawText();
        value = 0;
        return text.Length <= 27
            && !text.Contains('e', StringComparison.OrdinalIgnoreCase)
            && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }

    private static double ToDouble(JsonElement number) => double.Parse(number.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture);
}
