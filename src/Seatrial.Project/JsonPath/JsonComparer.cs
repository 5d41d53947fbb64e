using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Seatrial.Project.JsonPath;

/// <summary>The equality of <see cref="JsonEquality"/> for sets.</summary>
internal sealed class JsonComparer : IEqualityComparer<JsonElement>
{
    public bool Equals(JsonElement x, JsonElement y) => JsonEquality.AreEqual(x, y);

    public int GetHashCode([DisallowNull] JsonElement obj)
    {
        HashCode hash = default;
        hash.Add(obj.ValueKind);
        switch (obj.ValueKind)
        {
            case JsonValueKind.Number:
                hash.Add(ExactNumber.Of(obj));
                break;
            case JsonValueKind.String:
                hash.Add(obj.GetString(), StringComparer.Ordinal);
                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in obj.EnumerateArray())
                {
                    hash.Add(GetHashCode(item));
                }

                break;
            case JsonValueKind.Object:
                int names = 0;
                foreach (JsonProperty member in obj.EnumerateObject())
                {
                    names ^= HashCode.Combine(member.Name, GetHashCode(member.Value));
                }

                hash.Add(names);
                break;
        }

        return hash.ToHashCode();
    }
}
