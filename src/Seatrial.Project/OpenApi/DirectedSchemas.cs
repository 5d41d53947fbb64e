using System.Text.Json;
using Seatrial.Project.Expressions;

namespace Seatrial.Project.OpenApi;

/// <summary>A description as it holds for what travels one way; every schema keeps its place.</summary>
/// <remarks>
/// For requests, properties that are <c>readOnly</c> are not required. For answers, those that are <c>writeOnly</c> are not required,
/// and must not be there: <c>{ "not": {} }</c> stands in their place.
/// </remarks>
internal sealed class DirectedSchemas
{
    private readonly string _hidden;
    private readonly bool _isRefused;
    private readonly DescriptionFiles _files;

    private DirectedSchemas(BodyDirection direction, DescriptionFiles files)
    {
        _files = files;
        _hidden = direction == BodyDirection.Request ? "readOnly" : "writeOnly";
        _isRefused = direction == BodyDirection.Response;
    }

    public static JsonElement Of(DescriptionFile file, BodyDirection direction, DescriptionFiles files)
    {
        DirectedSchemas schemas = new(direction, files);
        return JsonValues.Write(writer => schemas.Write(writer, new(file, string.Empty, file.Root))).Clone();
    }

    private void Write(Utf8JsonWriter writer, DescriptionPlace at)
    {
        if (at.Value.ValueKind == JsonValueKind.Array)
        {
            writer.WriteStartArray();
            foreach (DescriptionPlace item in at.Items())
            {
                Write(writer, item);
            }

            writer.WriteEndArray();
            return;
        }

        if (!at.IsMap)
        {
            at.Value.WriteTo(writer);
            return;
        }

        HashSet<string> hidden = Hidden(at);
        writer.WriteStartObject();
        foreach ((string name, DescriptionPlace member) in at.Members())
        {
            writer.WritePropertyName(name);
            if (hidden.Count > 0 && name == "required" && member.Value.ValueKind == JsonValueKind.Array)
            {
                WriteRequired(writer, member, hidden);
            }
            else if (hidden.Count > 0 && _isRefused && name == "properties")
            {
                WriteProperties(writer, member, hidden);
            }
            else
            {
                Write(writer, member);
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteRequired(Utf8JsonWriter writer, DescriptionPlace required, HashSet<string> hidden)
    {
        writer.WriteStartArray();
        foreach (DescriptionPlace item in required.Items().Where(i => i.Text is not { } name || !hidden.Contains(name)))
        {
            item.Value.WriteTo(writer);
        }

        writer.WriteEndArray();
    }

    private void WriteProperties(Utf8JsonWriter writer, DescriptionPlace properties, HashSet<string> hidden)
    {
        writer.WriteStartObject();
        foreach ((string name, DescriptionPlace property) in properties.Members())
        {
            writer.WritePropertyName(name);
            if (!hidden.Contains(name))
            {
                Write(writer, property);
                continue;
            }

            writer.WriteStartObject();
            writer.WriteStartObject("not");
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    /// <summary>The properties of a schema that do not travel this way.</summary>
    private HashSet<string> Hidden(DescriptionPlace schema)
    {
        HashSet<string> hidden = new(StringComparer.Ordinal);
        foreach ((string name, DescriptionPlace property) in schema["properties"].Members())
        {
            if (property[_hidden].Flag(otherwise: false) || (_files.Resolve(property) is { } end && end[_hidden].Flag(otherwise: false)))
            {
                hidden.Add(name);
            }
        }

        return hidden;
    }
}
