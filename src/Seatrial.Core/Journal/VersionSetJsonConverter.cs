using System.Text.Json;
using System.Text.Json.Serialization;
using Seatrial.Core.Deployments;

namespace Seatrial.Core.Journal;

/// <summary>Stores a <see cref="VersionSet"/> as an object from service to version.</summary>
public sealed class VersionSetJsonConverter : JsonConverter<VersionSet>
{
    /// <inheritdoc/>
    public override VersionSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A version set is an object from service to version.");
        }

        Dictionary<string, string> versions = new(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string service = reader.GetString()!;
            reader.Read();
            versions[service] = reader.GetString() ?? throw new JsonException($"The version of {service} is null.");
        }

        return VersionSet.From(versions);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, VersionSet value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach ((string service, string version) in value.Versions)
        {
            writer.WriteString(service, version);
        }

        writer.WriteEndObject();
    }
}
