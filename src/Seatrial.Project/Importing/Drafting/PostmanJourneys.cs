using System.Text.Json.Nodes;
using Seatrial.Project.Importing.Reading;

namespace Seatrial.Project.Importing.Drafting;

/// <summary>Makes journeys of a collection, one of each folder.</summary>
/// <param name="project">The project they need.</param>
/// <param name="options">What a person said.</param>
/// <param name="notes">What to tell.</param>
internal sealed class PostmanJourneys(ProjectDraft project, ImportOptions options, ImportNotes notes)
{
    private readonly Dictionary<string, (DraftStep? Step, string Expression)> _known = new(StringComparer.Ordinal);
    private Dictionary<string, string> _values = [];

    public List<DraftJourney> Make(PostmanCollection collection)
    {
        _values = collection.Variables;
        List<(string Name, DraftStep Step)> steps = [];
        ExchangeDrafts drafts = new(project, options, notes);
        PostmanPlaceholders placeholders = new(project, collection);
        PostmanLinks links = new(project, notes);
        PostmanAuth auth = new(project, notes);
        foreach (PostmanRequest item in collection.Requests)
        {
            if (item.HasOnlyFailed && placeholders.IsGenerated)
            {
                notes.LeaveOut($"\"{item.Name}\": the collection says only how it fails");
                continue;
            }

            foreach (PostmanCheck before in PostmanScript.Read(item.Before))
            {
                Prepare(item, before);
            }

            string written = PostmanExchange.Address(item);
            if (Address(written) is not { } address || drafts.Make(PostmanExchange.Make(item, address), new Uri(address)) is not { } step)
            {
                notes.LeaveOut($"\"{item.Name}\": its address `{written.Replace(PostmanVariables.Open, '{').Replace(PostmanVariables.Close, '}')}` cannot be made out");
                continue;
            }

            step.Name = ExchangeDrafts.Literal(item.Name.ReplaceLineEndings(" ").Trim());
            Segments(item, step);
            links.Note(step, item);
            Back(step);
            auth.Apply(item.Auth, step, name => Expression(name, step));
            Judge(item, step, placeholders.IsGenerated);
            steps.Add((item.Folder.Count == 0 ? collection.Name : string.Join(" / ", item.Folder), step));
        }

        links.Join();
        steps.ForEach(s => placeholders.Fill(s.Step));
        return [.. steps.GroupBy(static s => s.Name, StringComparer.Ordinal).Select(static g => new DraftJourney(ExchangeDrafts.Literal(g.Key), [.. g.Select(static s => s.Step)]))];
    }

    /// <summary>An absolute address, whose path and query may still hold variables; null when none can be made.</summary>
    private string? Address(string written)
    {
        string text = written;
        string? leading = null;
        for (int i = 0; i < 8 && text.StartsWith(PostmanVariables.Open) && text.IndexOf(PostmanVariables.Close, StringComparison.Ordinal) is var end and > 0; i++)
        {
            string name = text[1..end];
            leading ??= name;
            string value = options.BaseAddress is { } given && i == 0 ? given : PostmanVariables.Aside(_values.GetValueOrDefault(name, string.Empty));
            if (value.Length == 0)
            {
                notes.FillIn($"The address of the service: the collection's `{name}` has no value; `--base` gives it, or a Postman environment (`--environment`).");
                value = "http://localhost:8080";
            }

            text = value.TrimEnd('/') + text[(end + 1)..];
        }

        text = text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}";
        int path = text.IndexOfAny(['/', '?'], Math.Min(text.Length, text.IndexOf("://", StringComparison.Ordinal) + 3));
        path = path < 0 ? text.Length : path;
        string authority = PostmanVariables.Back(text[..path], name => _values.GetValueOrDefault(name, string.Empty), static rest => rest);
        if (leading is null && options.BaseAddress is { } other)
        {
            authority = other.TrimEnd('/');
        }

        return Uri.TryCreate(authority + text[path..], UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" && uri!.Host.Length > 0 ? uri.AbsoluteUri : null;
    }

    private void Segments(PostmanRequest item, DraftStep step)
    {
        Dictionary<string, string> values = PostmanExchange.Segments(item);
        for (int i = 0; i < step.Path.Count; i++)
        {
            if (step.Path[i] is [':', .. var name] && name.Length > 0)
            {
                values.TryGetValue(name, out string? value);
                step.Path[i] = value is not { Length: > 0 } ? Expression(name, step)
                    : PostmanPlaceholders.IsOne(value) ? PostmanPlaceholders.Hole(name, value)
                    : Uri.EscapeDataString(value);
            }
        }
    }

    private void Back(DraftStep step)
    {
        foreach (DraftPlace place in DraftPlace.Of(step).Where(static p => PostmanVariables.Has(p.Text)))
        {
            place.Replace(PostmanVariables.Back(place.Text, name => Expression(name, step), place.Kind == PlaceKind.Path ? Uri.EscapeDataString : static rest => rest));
        }
    }

    /// <summary>What stands for a variable: what an earlier step captured, a function, a variable or a secret of the project.</summary>
    private string Expression(string name, DraftStep step)
    {
        if (_known.TryGetValue(name, out (DraftStep? Step, string Expression) known))
        {
            if (known.Step is { } earlier && earlier != step)
            {
                step.Needs.Add(earlier);
            }

            return known.Expression;
        }

        if (name.StartsWith('$'))
        {
            return Drawn(name);
        }

        string value = PostmanVariables.Back(PostmanVariables.Aside(_values.GetValueOrDefault(name, string.Empty)), inner => _values.GetValueOrDefault(inner, string.Empty), static rest => rest);
        bool isSecret = ValueSigns.IsSecretName(name) || ValueSigns.IsSecretText(value);
        string made = isSecret ? project.Secret(name, value) : project.Variable(name, ExchangeDrafts.Literal(value));
        if (value.Length == 0 && !isSecret)
        {
            notes.FillIn($"`variables: {made}`: nothing in the collection says what it is.");
        }

        string expression = $"{{{{ {made} }}}}";
        _known[name] = (null, expression);
        return expression;
    }

    private string Drawn(string name)
    {
        string? expression = name.ToUpperInvariant() switch
        {
            "$GUID" or "$RANDOMUUID" => "{{ uuid() }}",
            "$TIMESTAMP" => "{{ int(1700000000, 1999999999) }}",
            "$ISOTIMESTAMP" => "{{ now() }}",
            "$RANDOMINT" => "{{ int(0, 1000) }}",
            "$RANDOMEMAIL" or "$RANDOMEXAMPLEEMAIL" => "trial-{{ uuid() }}@example.com",
            "$RANDOMBOOLEAN" => "true",
            "$RANDOMPRICE" => "{{ int(1, 1000) }}",
            _ => null,
        };
        if (expression is null)
        {
            notes.FillIn($"`{{{{{name}}}}}` became `Trial {{{{ int(1, 1000000) }}}}`.");
        }

        return expression ?? "Trial {{ int(1, 1000000) }}";
    }

    private void Prepare(PostmanRequest item, PostmanCheck check)
    {
        switch (check)
        {
            case PostmanCheck.Keep { Value: { } value } keep when !_known.ContainsKey(keep.Variable):
                _values[keep.Variable] = value;
                break;
            case PostmanCheck.Unknown unknown:
                notes.LeaveOut($"\"{item.Name}\", before it is sent: {Short(unknown.Line)}");
                break;
        }
    }

    private void Judge(PostmanRequest item, DraftStep step, bool isGenerated)
    {
        foreach (PostmanCheck check in PostmanScript.Read(item.After))
        {
            switch (check)
            {
                case PostmanCheck.Status status:
                    step.Status ??= status.Matcher;
                    break;
                case PostmanCheck.Expect expect:
                    Expect(item, step, expect);
                    break;
                case PostmanCheck.Keep { Subject: { } subject } keep:
                    bool isSecret = ValueSigns.IsSecretName(keep.Variable);
                    DraftCapture capture = step.Captures.Find(c => c.Subject == subject) ?? new(project.Names.Take(keep.Variable, "value"), subject, null, isSecret);
                    step.Captures.Remove(capture);
                    step.Captures.Add(capture);
                    _known[keep.Variable] = (step, $"{{{{ {capture.Name} }}}}");
                    break;
                case PostmanCheck.Keep { Value: { } value } keep:
                    _known.Remove(keep.Variable);
                    _values[keep.Variable] = value;
                    break;
                case PostmanCheck.Unknown unknown:
                    notes.LeaveOut($"\"{item.Name}\", what its script says: {Short(unknown.Line)}");
                    break;
            }
        }

        step.Status ??= item.ExampleStatus > 0 ? item.ExampleStatus : null;
        if (step.Expect.Count == 0 && isGenerated && ExchangeDrafts.Parse(item.Example) is { } example)
        {
            // What was saved is JSON, whatever the request of such a collection prefers.
            step.Headers.RemoveAll(static h => h.Name.Equals("accept", StringComparison.OrdinalIgnoreCase));
            step.Expects("$", new JsonObject { ["type"] = example is JsonArray ? "array" : "object" });
        }
    }

    private void Expect(PostmanRequest item, DraftStep step, PostmanCheck.Expect expect)
    {
        JsonNode? matcher = expect.Matcher is JsonValue text && text.TryGetValue(out string? value) && PostmanVariables.Has(value)
            ? JsonValue.Create(PostmanVariables.Back(value, name => Expression(name, step), static rest => rest))
            : expect.Matcher;
        if (matcher is JsonValue literal && literal.TryGetValue(out string? written) && (ValueSigns.IsMoment(written) || ValueSigns.IsUuid(written) || ValueSigns.IsSecretText(written)))
        {
            notes.LeaveOut($"\"{item.Name}\": {expect.Subject} must be what one run drew; only its type is looked at");
            matcher = new JsonObject { ["type"] = "string" };
        }

        if (expect.Subject.Contains('[', StringComparison.Ordinal) && step.Method == "GET")
        {
            step.Meant.Add(("ST2005", "the collection looks at this place of the list"));
        }

        step.Expects(expect.Subject, matcher);
    }

    private static string Short(string line) => line.Length > 100 ? $"{line[..99]}…" : line;
}
