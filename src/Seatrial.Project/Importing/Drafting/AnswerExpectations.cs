using System.Text.Json;
using System.Text.Json.Nodes;

namespace Seatrial.Project.Importing.Drafting;

/// <summary>Makes expectations of what came back: what a user relies on, and nothing that the next run draws anew.</summary>
internal sealed class AnswerExpectations
{
    private const int Most = 6;
    private const int LongText = 80;

    // What requests sent, by name: an answer that says it again is one that kept it.
    private readonly Dictionary<string, HashSet<string>> _sent = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<DraftCapture> _captured = [];

    public void Expect(DraftStep step)
    {
        foreach (DraftPlace place in DraftPlace.Of(step).Where(static p => p is { Kind: PlaceKind.Body, IsWritten: false, Name.Length: > 0 }))
        {
            (_sent.TryGetValue(place.Name, out HashSet<string>? values) ? values : _sent[place.Name] = new(StringComparer.Ordinal)).Add(place.Text);
        }

        Status(step);
        switch (step.Answered)
        {
            case JsonArray list:
                step.Expects("$", List(list));
                break;
            case JsonObject map:
                Map("$", map, step, 0);
                break;
            default:
                if (step.Answer?.Header("content-type") is { } type && step.Answer.Body is { Length: > 0 } && type.Split(';')[0].Trim() is { Length: > 0 } bare)
                {
                    step.Expects("header.content-type", new JsonObject { ["startsWith"] = bare });
                }

                break;
        }

        _captured.AddRange(step.Captures);
    }

    private static void Status(DraftStep step)
    {
        if (step.Answer is not { Status: > 0 } answer)
        {
            step.Status ??= new JsonObject { ["below"] = 400 };
            return;
        }

        // What was in the browser's cache is asked for anew.
        step.Status ??= answer.Status == 304 ? 200 : answer.Status;
    }

    private static JsonObject List(JsonArray list) => list.Count > 0
        ? new JsonObject { ["type"] = "array", ["count"] = new JsonObject { ["atLeast"] = 1 } }
        : new JsonObject { ["type"] = "array" };

    private void Map(string path, JsonObject map, DraftStep step, int depth)
    {
        foreach ((string key, JsonNode? value) in map)
        {
            if (step.Expect.Count >= Most || key.Any(char.IsControl))
            {
                return;
            }

            string subject = AnswerLeaf.Member(path, key);
            switch (value)
            {
                case JsonArray list:
                    step.Expects(subject, List(list));
                    break;
                case JsonObject inner when depth < 2:
                    Map(subject, inner, step, depth + 1);
                    break;
                case JsonValue leaf when Matcher(step, key, leaf) is { } matcher:
                    step.Expects(subject, matcher);
                    break;
            }
        }
    }

    private JsonNode? Matcher(DraftStep step, string name, JsonValue leaf)
    {
        JsonValueKind kind = leaf.GetValueKind();
        string text = kind == JsonValueKind.String ? leaf.GetValue<string>() : leaf.ToJsonString();
        bool isText = kind == JsonValueKind.String;

        // The captures of this very step are what came: to compare with them proves nothing.
        if (_captured.Find(c => c.Value == text && !c.IsSecret && ValueSigns.IsIdName(name)) is { } captured && step.Path.Exists(s => s.Contains(captured.Name, StringComparison.Ordinal)))
        {
            return JsonValue.Create($"{{{{ {captured.Name} }}}}");
        }

        if (ValueSigns.IsSecretName(name) || ValueSigns.IsSecretText(text))
        {
            return new JsonObject { ["type"] = isText ? "string" : "number" };
        }

        bool isStable = text.Length <= LongText && !ValueSigns.IsMoment(text) && !ValueSigns.IsUuid(text) && !text.Contains("{{", StringComparison.Ordinal) && !text.Contains("://", StringComparison.Ordinal);
        bool wasSent = _sent.TryGetValue(name, out HashSet<string>? values) && values.Contains(text);
        if (isStable && (wasSent || (ValueSigns.IsStateName(name) && !ValueSigns.IsDrawn(text))))
        {
            return leaf.DeepClone();
        }

        return kind switch
        {
            JsonValueKind.String => new JsonObject { ["type"] = "string" },
            JsonValueKind.Number => new JsonObject { ["type"] = "number" },
            JsonValueKind.True or JsonValueKind.False => new JsonObject { ["type"] = "boolean" },
            _ => null,
        };
    }
}
