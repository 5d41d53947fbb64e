using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Flows;

namespace Seatrial.Project.Shapes;

/// <summary>Writes the schema of flow files: the file, and the steps with the keys and subjects of each verb.</summary>
internal sealed class FlowSchemaWriter(Utf8JsonWriter json, IReadOnlyList<IStepVerb> verbs)
{
    private readonly ShapeWriter _shapes = new(json);
    private readonly ImmutableArray<(IStepVerb Verb, VerbShape Shape)> _verbs = [.. verbs.Select(static v => (v, v.Shape))];

    public void Write() => _shapes.WriteFile("A flow of a Seatrial project", FlowShapes.File, WriteDefinitions, ("boundary", BoundaryShapes.File));

    private void WriteDefinitions()
    {
        json.WritePropertyName(FlowShapes.Step);
        WriteStep(FlowShapes.Siblings, isCleanup: false);
        json.WritePropertyName(FlowShapes.CleanupStep);
        WriteStep([.. FlowShapes.Siblings.Where(static k => k.Name != "cleanup"), .. CleanupBinder.OwnKeys.Select(static key => new ShapeKey(key, new DocumentShape.Anything(), "How the cleanup finds what to remove when the answer that would have named it was lost."))], isCleanup: true);
        WriteExpectations(FlowShapes.Expectations, null);
        foreach ((IStepVerb verb, _) in _verbs)
        {
            WriteExpectations(ExpectationsOf(verb), verb.Subjects);
        }

        json.WriteStartObject(MatcherShapes.Matcher);
        json.WriteString("description", "A value that must be equal, or operators that must all hold.");
        json.WriteStartArray("anyOf");
        json.WriteStartObject();
        _shapes.WriteTexts("type", ["string", "number", "boolean", "null"]);
        json.WriteEndObject();
        json.WriteStartObject();
        json.WriteString("type", "object");
        json.WriteNumber("minProperties", 1);
        _shapes.WriteProperties(MatcherShapes.Operators);
        json.WriteBoolean("additionalProperties", false);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string ExpectationsOf(IStepVerb verb) => $"{FlowShapes.Expectations}Of{char.ToUpperInvariant(verb.Key[0])}{verb.Key[1..]}";

    private void WriteStep(ImmutableArray<ShapeKey> siblings, bool isCleanup)
    {
        ImmutableArray<(ShapeKey Key, ImmutableArray<ShapeKey> Further)> blocks = isCleanup ? [] : FlowShapes.Blocks;
        json.WriteStartObject();
        json.WriteString("type", "object");
        _shapes.WriteProperties(
        [
            .. siblings,
            .. _verbs.Select(static v => new ShapeKey(v.Verb.Key, v.Shape.Value, v.Shape.Description)),
            .. blocks.Select(static b => b.Key),
        ]);
        _shapes.WriteOneOf([.. _verbs.Select(static v => v.Verb.Key), .. blocks.Select(static b => b.Key.Name)]);
        json.WriteStartArray("allOf");
        foreach ((IStepVerb verb, VerbShape shape) in _verbs)
        {
            WriteWhen(verb.Key, siblings, shape.Keys, [new ShapeKey("expect", new DocumentShape.Shared(ExpectationsOf(verb)), string.Empty)]);
        }

        foreach ((ShapeKey key, ImmutableArray<ShapeKey> further) in blocks)
        {
            WriteWhen(key.Name, siblings, further, []);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>What holds for a step that has a verb's key.</summary>
    private void WriteWhen(string verb, ImmutableArray<ShapeKey> siblings, ImmutableArray<ShapeKey> own, ImmutableArray<ShapeKey> narrowed)
    {
        json.WriteStartObject();
        json.WriteStartObject("if");
        _shapes.WriteTexts("required", [verb]);
        json.WriteEndObject();
        json.WriteStartObject("then");
        _shapes.WriteProperties([.. own, .. narrowed]);
        json.WriteStartObject("propertyNames");
        _shapes.WriteTexts("enum", siblings.Select(static k => k.Name).Append(verb).Concat(own.Select(static k => k.Name)));
        json.WriteEndObject();
        if (own.Any(static k => k.IsRequired))
        {
            _shapes.WriteTexts("required", own.Where(static k => k.IsRequired).Select(static k => k.Name));
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>A map of subject to matcher, or a list of such maps.</summary>
    private void WriteExpectations(string name, IReadOnlyCollection<string>? subjects)
    {
        json.WriteStartObject(name);
        json.WriteStartArray("anyOf");
        WriteSubjects(subjects);
        json.WriteStartObject();
        json.WriteString("type", "array");
        json.WritePropertyName("items");
        WriteSubjects(subjects);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteSubjects(IReadOnlyCollection<string>? subjects)
    {
        json.WriteStartObject();
        json.WriteString("type", "object");
        if (subjects is not null)
        {
            // Completion offers what is written out; what takes a name is held to its form.
            string[] whole = [.. subjects.Where(static s => !s.EndsWith('.')), "duration"];
            json.WriteStartObject("properties");
            foreach (string subject in whole)
            {
                json.WriteStartObject(subject);
                json.WriteString("$ref", $"#/$defs/{MatcherShapes.Matcher}");
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteStartObject("propertyNames");
            json.WriteString("pattern", $"^({string.Join('|', subjects.Select(Pattern).Append("duration").Append("\\$.*"))})$");
            json.WriteEndObject();
        }

        json.WriteStartObject("additionalProperties");
        json.WriteString("$ref", $"#/$defs/{MatcherShapes.Matcher}");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Pattern(string subject) => subject.EndsWith('.') ? $"{Regex.Escape(subject[..^1])}\\..+" : Regex.Escape(subject);
}
