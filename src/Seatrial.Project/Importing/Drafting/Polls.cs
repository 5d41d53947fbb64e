using System.Text.Json;
using System.Text.Json.Nodes;

namespace Seatrial.Project.Importing.Drafting;

/// <summary>A question asked again and again is one step that waits for the answer that ended it.</summary>
internal static class Polls
{
    public static List<DraftStep> Merge(IReadOnlyList<DraftStep> steps, ImportNotes notes)
    {
        List<DraftStep> merged = [];
        for (int i = 0; i < steps.Count; i++)
        {
            int end = i;
            while (end + 1 < steps.Count && IsSame(steps[i], steps[end + 1]))
            {
                end++;
            }

            DraftStep last = steps[end];
            if (end > i)
            {
                for (int dropped = i; dropped < end; dropped++)
                {
                    notes.LeaveOut($"GET {string.Concat(last.Path.Select(static s => $"/{s}"))}: asked again, with nothing in between");
                }

                last.Until = Changed(steps[end - 1].Answered as JsonObject, last.Answered as JsonObject);
            }

            merged.Add(last);
            i = end;
        }

        return merged;
    }

    private static bool IsSame(DraftStep one, DraftStep other) => one.Method == "GET" && one.Line == other.Line
        && one.Query.Select(static q => (q.Name, q.Value)).SequenceEqual(other.Query.Select(static q => (q.Name, q.Value)));

    /// <summary>What the last answer said anew: a state first, else any word.</summary>
    private static KeyValuePair<string, JsonNode?>? Changed(JsonObject? before, JsonObject? after)
    {
        if (before is null || after is null)
        {
            return null;
        }

        KeyValuePair<string, JsonNode?>[] changed =
        [
            .. after.Where(e => e.Value is JsonValue value && !JsonNode.DeepEquals(value, before[e.Key]) && IsWord(e.Key, value)).OrderBy(static e => ValueSigns.IsStateName(e.Key) ? 0 : 1),
        ];
        return changed.Length == 0 ? null : new(AnswerLeaf.Member("$", changed[0].Key), changed[0].Value!.DeepClone());
    }

    private static bool IsWord(string name, JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.True or JsonValueKind.False => true,
        JsonValueKind.String => value.GetValue<string>() is { Length: > 0 and < 40 } text && !ValueSigns.IsVolatileName(name) && !ValueSigns.IsMoment(text) && !ValueSigns.IsDrawn(text),
        _ => false,
    };
}
