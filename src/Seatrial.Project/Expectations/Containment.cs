using System.Text.Json;
using Seatrial.Project.JsonPath;

namespace Seatrial.Project.Expectations;

/// <summary>Whether one JSON value holds another.</summary>
internal static class Containment
{
    /// <summary>A list holds an element (or every element of a list); a map holds the given entries, their values likewise.</summary>
    public static bool Holds(JsonElement actual, JsonElement wanted) => (actual.ValueKind, wanted.ValueKind) switch
    {
        (JsonValueKind.Array, JsonValueKind.Array) => wanted.EnumerateArray().All(w => actual.EnumerateArray().Any(a => Fits(a, w))),
        (JsonValueKind.Array, _) => actual.EnumerateArray().Any(a => Fits(a, wanted)),
        (JsonValueKind.Object, JsonValueKind.Object) => wanted.EnumerateObject().All(w => actual.TryGetProperty(w.Name, out JsonElement a) && Fits(a, w.Value)),
        _ => false,
    };

    private static bool Fits(JsonElement actual, JsonElement wanted) => (actual.ValueKind, wanted.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => Holds(actual, wanted),
        _ => JsonEquality.AreEqual(actual, wanted),
    };
}
