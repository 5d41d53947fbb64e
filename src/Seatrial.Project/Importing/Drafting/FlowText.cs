using System.Text.Json.Nodes;

namespace Seatrial.Project.Importing.Drafting;

/// <summary>A journey as the text of a flow, before it is formatted.</summary>
internal static class FlowText
{
    public static string Write(DraftJourney journey)
    {
        JsonObject flow = new() { ["flow"] = journey.Name };
        if (journey.Why is { Length: > 0 } why)
        {
            flow["why"] = why;
        }

        flow["steps"] = new JsonArray([.. journey.Steps.Select(static s => (JsonNode)Step(s))]);
        string text = YamlText.Write(flow);

        // A line between steps, as people leave one.
        return text.Replace("\nsteps:\n", "\n\nsteps:\n", StringComparison.Ordinal).Replace("\n  - name: ", "\n\n  - name: ", StringComparison.Ordinal).Replace("steps:\n\n", "steps:\n", StringComparison.Ordinal);
    }

    private static JsonObject Step(DraftStep step)
    {
        JsonObject map = new() { ["name"] = step.Name };
        Request(step, map);
        if (step.Meant.Count > 0)
        {
            map["lint"] = new JsonObject
            {
                ["allow"] = new JsonArray([.. step.Meant.Select(static m => (JsonNode)m.Code).Distinct()]),
                ["because"] = string.Join("; ", step.Meant.Select(static m => m.Because).Distinct(StringComparer.Ordinal)),
            };
        }

        if (step.Until is { } until)
        {
            map["until"] = new JsonObject { ["within"] = "20s", ["expect"] = new JsonObject { [until.Key] = until.Value?.DeepClone() } };
        }

        JsonObject expect = new() { ["status"] = step.Status?.DeepClone() ?? 200 };
        foreach ((string subject, JsonNode? matcher) in step.Expect)
        {
            expect[subject] = matcher?.DeepClone();
        }

        map["expect"] = expect;
        if (step.Captures.Count > 0)
        {
            JsonObject capture = [];
            foreach (DraftCapture one in step.Captures)
            {
                capture[one.Name] = one.IsSecret ? new JsonObject { ["from"] = one.Subject, ["secret"] = true } : one.Subject;
            }

            map["capture"] = capture;
        }

        if (step.Cleanup is { } cleanup)
        {
            JsonObject undo = [];
            Request(cleanup, undo);
            map["cleanup"] = new JsonArray(undo);
        }

        return map;
    }

    private static void Request(DraftStep step, JsonObject map)
    {
        map["http"] = step.Line;
        if (step.Auth is { } auth)
        {
            map["auth"] = auth;
        }

        Fields("query", step.Query, map);
        Fields("headers", step.Headers, map);
        Fields("cookies", step.Cookies, map);
        if (step.BodyKey is { } key)
        {
            map[key] = step.Body?.DeepClone();
        }

        if (step.Contract is { } contract)
        {
            map["contract"] = contract;
        }
    }

    private static void Fields(string key, List<DraftField> fields, JsonObject map)
    {
        if (fields.Count == 0)
        {
            return;
        }

        JsonObject written = [];
        foreach (IGrouping<string, DraftField> field in fields.GroupBy(static f => f.Name, StringComparer.Ordinal))
        {
            string[] values = [.. field.Select(static f => f.Value)];
            written[field.Key] = values.Length == 1 ? values[0] : new JsonArray([.. values.Select(static v => (JsonNode)v)]);
        }

        map[key] = written;
    }
}
