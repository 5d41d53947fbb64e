using System.Text.Json;
using System.Text.Json.Nodes;
using Seatrial.Project.OpenApi;

namespace Seatrial.Project.Importing.Drafting;

/// <summary>Makes a step of an operation that a description describes.</summary>
internal sealed class ApiSteps(string service, ApiAuth auth, ImportNotes notes)
{
    private static readonly string[] OwnHeaders = ["accept", "content-type", "authorization"];

    /// <summary>The step, its path still to be filled.</summary>
    public DraftStep? Make(OpenApiOperation operation)
    {
        string name = operation.Summary?.Trim().TrimEnd('.').ReplaceLineEndings(" ") is { Length: > 0 and <= 80 } summary ? summary : StepNames.Of(operation.Method, operation.Template.Text);
        DraftStep step = new(ExchangeDrafts.Literal(name), operation.Method, $"{{{{ {service} }}}}") { Contract = operation.Id is { } id ? $"{service}.{id}" : service };
        foreach (OpenApiParameter parameter in operation.Parameters.Where(static p => p.IsRequired && p.In != "path"))
        {
            if (parameter.In == "header" && OwnHeaders.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }

            (parameter.In switch { "query" => step.Query, "header" => step.Headers, _ => step.Cookies }).Add(new(parameter.Name, Sample(parameter)));
        }

        auth.Apply(step, operation);
        if (!Body(operation, step))
        {
            return null;
        }

        Status(operation, step);
        if (BreaksItself(operation))
        {
            step.Contract = null;
            notes.FillIn($"\"{step.Name}\" has no `contract:`: the answer that the description shows does not fit the schema it gives, so mend one of them first.");
        }

        return step;
    }

    /// <summary>Whether the answer that the description shows breaks its own schema.</summary>
    private static bool BreaksItself(OpenApiOperation operation)
    {
        if (operation.Responses.Where(static r => r.Status.StartsWith('2')).SelectMany(static r => r.Content).FirstOrDefault(static c => OpenApiMediaType.IsJson(c.Range)) is not { Schema: { } schema } media)
        {
            return false;
        }

        try
        {
            return media.Example.ValueKind != JsonValueKind.Undefined && !schema.ForResponse.Evaluate(media.Example).IsValid;
        }
        catch (JsonSchema.JsonSchemaException)
        {
            return false;
        }
    }

    /// <summary>A value for a parameter: its example, or one made up.</summary>
    public static string Sample(OpenApiParameter parameter)
    {
        JsonNode? value = (parameter.Schema ?? parameter.Content.FirstOrDefault()?.Schema) is { } schema ? SchemaSample.Of(schema, parameter.Name) : null;
        return value switch
        {
            JsonValue leaf when leaf.GetValueKind() == JsonValueKind.String => leaf.GetValue<string>(),
            JsonArray { Count: > 0 } list when list[0] is JsonValue first => first.GetValueKind() == JsonValueKind.String ? first.GetValue<string>() : first.ToJsonString(),
            null => "1",
            _ => value.ToJsonString(),
        };
    }

    /// <summary>The schema of the JSON that comes back when all goes well; null for none.</summary>
    public static OpenApiSchema? Answer(OpenApiOperation operation) =>
        operation.Responses.Where(static r => r.Status.StartsWith('2')).SelectMany(static r => r.Content).FirstOrDefault(static c => OpenApiMediaType.IsJson(c.Range))?.Schema;

    private bool Body(OpenApiOperation operation, DraftStep step)
    {
        if (operation.RequestBody is not { Content.Length: > 0 } body)
        {
            return true;
        }

        OpenApiMediaType? json = body.Content.FirstOrDefault(static c => OpenApiMediaType.IsJson(c.Range) || c.Range is "*/*" or "application/*");
        OpenApiMediaType? form = body.Content.FirstOrDefault(static c => c.Range.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) || c.Range.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase));
        if ((json ?? form) is not { } media)
        {
            if (body.IsRequired)
            {
                notes.LeaveOut($"{operation.Name}: its body is {body.Content[0].Range}");
                return false;
            }

            return true;
        }

        JsonNode? sample = Example(media);
        if (json is null && sample is not JsonObject)
        {
            notes.LeaveOut($"{operation.Name}: its form has no fields");
            return false;
        }

        // The server gives the id, unless the description asks for one.
        if (operation.Method == "POST" && sample is JsonObject map && media.Schema is { } described && !Required(described).Contains("id", StringComparer.Ordinal))
        {
            map.Remove("id");
        }

        step.BodyKey = json is not null ? "json" : form!.Range.StartsWith("multipart", StringComparison.OrdinalIgnoreCase) ? "multipart" : "form";
        step.Body = sample;
        if (json is not null && !json.Range.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) && !json.Range.Contains('*', StringComparison.Ordinal))
        {
            step.Headers.Add(new("Content-Type", json.Range));
        }

        if (media.Schema is { } schema && json is not null && !SchemaSample.Fits(schema, sample))
        {
            notes.FillIn($"The body of \"{step.Name}\" does not fit its schema yet: no example says what would.");
        }

        return true;
    }

    private static JsonNode? Example(OpenApiMediaType media)
    {
        JsonNode? written = media.Example.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? ExchangeDrafts.Escaped(SchemaSample.Node(media.Example)) : null;
        if (written is not null && (media.Schema is null || SchemaSample.Fits(media.Schema, written)))
        {
            return written;
        }

        JsonNode? made = media.Schema is { } schema ? SchemaSample.Of(schema, "body") : null;
        return made ?? written ?? new JsonObject();
    }

    private static void Status(OpenApiOperation operation, DraftStep step)
    {
        int[] good = [.. operation.Responses.Select(static r => int.TryParse(r.Status, System.Globalization.CultureInfo.InvariantCulture, out int status) ? status : 0).Where(static s => s is >= 200 and < 300)];
        int[] moved = [.. operation.Responses.Select(static r => int.TryParse(r.Status, System.Globalization.CultureInfo.InvariantCulture, out int status) ? status : 0).Where(static s => s is >= 300 and < 400)];
        step.Status = (good, moved) switch
        {
            ([var one], _) => one,
            ([_, ..], _) => new JsonObject { ["in"] = new JsonArray([.. good.Select(static s => (JsonNode)s)]) },
            (_, [var one, ..]) => one,
            _ => new JsonObject { ["below"] = 400 },
        };
        if (Answer(operation) is not { } schema || good.Length == 0)
        {
            return;
        }

        if (schema.Types.Contains("array", StringComparer.Ordinal))
        {
            step.Expects("$", new JsonObject { ["type"] = "array" });
            return;
        }

        foreach (string name in Required(schema).Take(4))
        {
            if (schema.Property(name)?.Types is [var type] && type is not "null")
            {
                step.Expects(AnswerLeaf.Member("$", name), new JsonObject { ["type"] = type });
            }
        }

        if (step.Expect.Count == 0 && schema.Types.Contains("object", StringComparer.Ordinal))
        {
            step.Expects("$", new JsonObject { ["type"] = "object" });
        }
    }

    private static IEnumerable<string> Required(OpenApiSchema schema) =>
        schema.Target.Value is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty("required", out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(static r => r.ValueKind == JsonValueKind.String).Select(static r => r.GetString()!)
            : [];
}
