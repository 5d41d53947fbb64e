using System.Text.Json;

namespace Seatrial.Project.JsonPath;

/// <summary>Typed equality of JSON values; numbers by value, text by code units, maps regardless of order.</summary>
public static class JsonEquality
{
    /// <summary>The same equality, for sets.</summary>
    public static IEqualityComparer<JsonElement> Comparer { get; } = new JsonComparer();

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

    /// <summary>Compares two numbers by exact value, whatever their length and notation.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static int CompareNumbers(JsonElement left, JsonElement right) => ExactNumber.Of(left).OrderTo(ExactNumber.Of(right));
}
