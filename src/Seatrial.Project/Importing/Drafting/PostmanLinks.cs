using System.Text.Json.Nodes;
using Seatrial.Project.Importing.Reading;

namespace Seatrial.Project.Importing.Drafting;

/// <summary>Lets a path whose parameter only says a type name what another request of the collection makes or lists, as its saved example tells.</summary>
/// <param name="project">Names captures.</param>
/// <param name="notes">What to tell.</param>
internal sealed class PostmanLinks(ProjectDraft project, ImportNotes notes)
{
    private readonly Dictionary<DraftStep, (string[] Shape, JsonNode? Example)> _known = [];
    private readonly List<DraftStep> _order = [];

    /// <summary>Remembers what a step's path looks like before it is filled, and what it was answered with.</summary>
    public void Note(DraftStep step, PostmanRequest item)
    {
        _known[step] = ([.. step.Path.Select(static s => PostmanPlaceholders.HoleOf(s) is not null || PostmanVariables.Has(s) || s.Contains("{{", StringComparison.Ordinal) ? string.Empty : s)], ExchangeDrafts.Parse(item.Example));
        _order.Add(step);
    }

    public void Join()
    {
        foreach (DraftStep step in _order)
        {
            for (int i = 0; i < step.Path.Count; i++)
            {
                if (PostmanPlaceholders.HoleOf(step.Path[i]) is not { } hole)
                {
                    continue;
                }

                string[] above = _known[step].Shape[..i];
                if (Chooser(step, above) is { } chooser)
                {
                    // Both are filled alike.
                    step.Needs.Add(chooser);
                }
                else if (Captured(step, above, hole.Name) is { } name)
                {
                    step.Path[i] = $"{{{{ {name} }}}}";
                }
                else
                {
                    notes.FillIn($"`{hole.Name}` in the path of \"{step.Name}\" is made up: nothing in the collection makes or lists what it names.");
                }
            }
        }
    }

    /// <summary>What makes the thing, and says its id, too.</summary>
    private DraftStep? Chooser(DraftStep step, string[] above) => _order.Find(s => s != step && s.Method is "POST" or "PUT" && _known[s].Shape.AsSpan().SequenceEqual(above)
        && s.Body is JsonObject body && body["id"] is JsonValue id && id.GetValueKind() == System.Text.Json.JsonValueKind.String && id.GetValue<string>() is "<long>" or "<integer>");

    private string? Captured(DraftStep step, string[] above, string name)
    {
        string thing = DraftNames.Identifier(DraftNames.Singular(above.LastOrDefault(static s => s.Length > 0) ?? string.Empty));
        string[] names = [name, "id", $"{thing}Id", $"{thing}_id", "_id", "uuid", "key"];
        foreach (DraftStep source in _order.Where(s => s != step && s.Method is "POST" or "GET").OrderBy(static s => s.Method == "POST" ? 0 : 1))
        {
            if (_known[source].Shape.AsSpan().SequenceEqual(above) && !Reaches(source, step, 0) && Where(_known[source].Example, names, source.Method == "GET") is { } subject)
            {
                step.Needs.Add(source);
                DraftCapture? known = source.Captures.Find(c => c.Subject == subject);
                if (known is null)
                {
                    string wanted = ValueSigns.IsBareId(name) && thing.Length > 0 ? $"{thing}Id" : name;
                    known = new(project.Names.Take(wanted, "id"), subject, null, IsSecret: false);
                    source.Captures.Add(known);
                }

                return known.Name;
            }
        }

        return null;
    }

    private static bool Reaches(DraftStep step, DraftStep target, int depth) => depth > 32 || step.Needs.Any(n => n == target || Reaches(n, target, depth + 1));

    /// <summary>Where in an answer the id stands; of a list only where one was asked for.</summary>
    private static string? Where(JsonNode? example, string[] names, bool isList) => example switch
    {
        JsonArray list when isList && list.FirstOrDefault() is JsonObject first => In(first, "$[0]", names),
        JsonObject map => In(map, "$", names) ?? map.Select(m => m.Value switch
        {
            JsonObject inner => In(inner, AnswerLeaf.Member("$", m.Key), names),
            JsonArray list when isList && list.FirstOrDefault() is JsonObject first => In(first, $"{AnswerLeaf.Member("$", m.Key)}[0]", names),
            _ => null,
        }).FirstOrDefault(static s => s is not null),
        _ => null,
    };

    private static string? In(JsonObject map, string at, string[] names) => Array.Find(names, n => map[n] is JsonValue) is { } found ? AnswerLeaf.Member(at, found) : null;
}
