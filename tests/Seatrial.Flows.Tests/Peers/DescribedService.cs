using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Seatrial.Project.OpenApi;

namespace Seatrial.Flows.Tests.Peers;

/// <summary>A real server made from an API description: it answers with the description's examples, or with values made from its schemas.</summary>
internal static class DescribedService
{
    private const int Deepest = 8;

    /// <param name="document">The description.</param>
    /// <param name="status">The status to answer an operation with; null: the first that is documented.</param>
    public static Task<FakeService> StartAsync(OpenApiDocument document, Func<OpenApiOperation, int?>? status = null) => FakeService.StartAsync(app => app.Run(async context =>
    {
        string path = context.Request.Path.Value ?? "/";
        OpenApiOperation? operation = document.ServerPaths.Append(string.Empty)
            .Where(p => path.StartsWith(p, StringComparison.Ordinal))
            .Select(p => document.Match(context.Request.Method, path[p.Length..]))
            .FirstOrDefault(o => o is not null);
        if (operation is null)
        {
            context.Response.StatusCode = 404;
            return;
        }

        int wanted = status?.Invoke(operation) ?? operation.Responses.Select(r => int.TryParse(r.Status, System.Globalization.CultureInfo.InvariantCulture, out int known) ? known : 0).FirstOrDefault(s => s > 0);
        context.Response.StatusCode = wanted == 0 ? 200 : wanted;
        OpenApiMediaType? media = operation.Response(context.Response.StatusCode)?.Content.FirstOrDefault(c => OpenApiMediaType.IsJson(c.Range));
        if (operation.Response(context.Response.StatusCode) is { Content.IsEmpty: true } && context.Response.StatusCode == 200)
        {
            // The description says nothing of the body: what sign-in servers give.
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("""{"access_token":"a-token","refresh_token":"another","expires_in":60,"code":"c"}""", context.RequestAborted);
        }
        else if (media is not null)
        {
            context.Response.ContentType = media.Range;
            await context.Response.Body.WriteAsync(Answer(media), context.RequestAborted);
        }
    }));

    private static ReadOnlyMemory<byte> Answer(OpenApiMediaType media)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            if (media.Example.ValueKind != JsonValueKind.Undefined)
            {
                media.Example.WriteTo(writer);
            }
            else
            {
                Write(writer, media.Schema, 0);
            }
        }

        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter writer, OpenApiSchema? schema, int depth)
    {
        JsonElement value = schema?.Target.Value ?? default;
        if (depth > Deepest || value.ValueKind != JsonValueKind.Object)
        {
            writer.WriteNullValue();
        }
        else if (Given(value) is { } given)
        {
            given.WriteTo(writer);
        }
        else
        {
            WriteByType(writer, schema!, depth);
        }
    }

    private static JsonElement? Given(JsonElement schema) =>
        schema.TryGetProperty("example", out JsonElement example) ? example
        : schema.TryGetProperty("enum", out JsonElement list) && list.GetArrayLength() > 0 ? list[0]
        : null;

    private static void WriteByType(Utf8JsonWriter writer, OpenApiSchema schema, int depth)
    {
        switch (schema.Types is [{ } first, ..] ? first : null)
        {
            case "array":
                writer.WriteStartArray();
                Write(writer, schema.Items, depth + 1);
                writer.WriteEndArray();
                break;
            case "integer" or "number":
                writer.WriteNumberValue(7);
                break;
            case "boolean":
                writer.WriteBooleanValue(true);
                break;
            case "string":
                writer.WriteStringValue("text");
                break;
            default:
                writer.WriteStartObject();
                foreach (JsonProperty property in schema.Target.Value.TryGetProperty("properties", out JsonElement properties) ? properties.EnumerateObject() : Enumerable.Empty<JsonProperty>())
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, schema.Property(property.Name), depth + 1);
                }

                writer.WriteEndObject();
                break;
        }
    }
}
