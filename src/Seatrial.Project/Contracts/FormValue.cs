using System.Text.Json;
using Seatrial.Project.Expressions;
using Seatrial.Project.OpenApi;

namespace Seatrial.Project.Contracts;

/// <summary>A form as the object its schema describes: a name that stands several times, or for a list, is a list.</summary>
internal static class FormValue
{
    public static JsonElement Of(IReadOnlyList<(string Name, string Value)> pairs, OpenApiSchema schema) => JsonValues.Write(writer =>
    {
        writer.WriteStartObject();
        foreach (IGrouping<string, string> field in pairs.GroupBy(static p => p.Name, static p => p.Value, StringComparer.Ordinal))
        {
            OpenApiSchema? property = schema.Property(field.Key);
            writer.WritePropertyName(field.Key);
            if (property?.Types.Contains("array", StringComparer.Ordinal) ?? false)
            {
                writer.WriteStartArray();
                foreach (string item in field)
                {
                    ScalarValue.Of(item, property.Items).WriteTo(writer);
                }

                writer.WriteEndArray();
            }
            else
            {
                ScalarValue.Of(field.Last(), property).WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    });
}
