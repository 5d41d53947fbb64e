using System.Text.Json;
using System.Text.Json.Nodes;
using Seatrial.Project.OpenApi;

namespace Seatrial.Project.Importing.Drafting;

/// <summary>Ids that the caller chooses: where a description lets only a few be asked for, what the server draws may be none of them.</summary>
internal sealed class ApiChosenIds
{
    private readonly Dictionary<DraftStep, string> _chosen = [];

    /// <summary>Whether a step says the id of what it makes.</summary>
    public bool Has(DraftStep made) => _chosen.ContainsKey(made);

    /// <summary>Lets what makes a thing say its id; the id as a segment of a path, null where the server has to draw it.</summary>
    /// <param name="parameter">The parameter that names the thing.</param>
    /// <param name="creator">What makes the thing.</param>
    /// <param name="made">The step that makes it; null when there is none.</param>
    public string? Choose(OpenApiParameter? parameter, OpenApiOperation creator, DraftStep? made)
    {
        if (made is not null && _chosen.TryGetValue(made, out string? known))
        {
            return known;
        }

        if (parameter?.Schema is not { } schema || !IsFew(schema.Target.Value) || made?.Body is not JsonObject body
            || creator.RequestBody?.Content.FirstOrDefault(static c => OpenApiMediaType.IsJson(c.Range))?.Schema?.Property("id") is null
            || SchemaSample.Of(schema, parameter.Name) is not JsonValue sample)
        {
            return null;
        }

        body["id"] = sample.DeepClone();
        return _chosen[made] = Uri.EscapeDataString(ApiSteps.Sample(parameter));
    }

    private static bool IsFew(JsonElement schema) => schema.ValueKind == JsonValueKind.Object
        && (schema.TryGetProperty("maximum", out _) || schema.TryGetProperty("exclusiveMaximum", out _) || schema.TryGetProperty("enum", out _));
}
