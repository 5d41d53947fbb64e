using System.Text.Json;
using System.Text.Json.Nodes;
using Seatrial.Project.OpenApi;

namespace Seatrial.Project.Importing.Drafting;

/// <summary>Makes journeys of an API description: for each of its resources what makes one, reads it, changes it, lists them, and removes it.</summary>
internal sealed class ApiJourneys
{
    private const int Most = 2000;
    private readonly OpenApiDocument _document;
    private readonly ProjectDraft _project;
    private readonly ImportNotes _notes;
    private readonly ApiSteps _steps;
    private readonly ApiChosenIds _ids = new();
    private readonly Dictionary<OpenApiOperation, DraftStep?> _made = [];
    private readonly Dictionary<string, DraftCapture> _captures = new(StringComparer.Ordinal);

    public ApiJourneys(OpenApiDocument document, ProjectDraft project, ImportOptions options, ImportNotes notes)
    {
        (_document, _project, _notes) = (document, project, notes);
        string service = project.Service(Address(options), options.Service ?? ServiceName(document.Title));
        project.Describe(service, document.File);
        _steps = new(service, new(project, document, notes), notes);
    }

    public List<DraftJourney> Make()
    {
        OpenApiOperation[] operations = [.. _document.Operations.Where(Keep).Take(Most)];
        List<DraftJourney> journeys =
        [
            .. operations
                .GroupBy(static o => o.Tags.FirstOrDefault() ?? o.Template.Text.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "start", StringComparer.OrdinalIgnoreCase)
                .Select(g => new DraftJourney(Named(g.Key), [.. g.OrderBy(Turn).Select(Step).OfType<DraftStep>()]))
                .Where(static j => j.Steps.Count > 0),
        ];

        // What removes a thing cleans up after what makes it, even where the description does not say how that goes well.
        foreach (OpenApiOperation remover in _document.Operations.Where(static o => o is { Method: "DELETE", IsDeprecated: false, RequestBody: null } && o.Template.Text.EndsWith('}')))
        {
            if (Step(remover) is { } removal && removal.Needs.LastOrDefault() is { Method: "POST", Cleanup: null } made && (_ids.Has(made) || removal.Path.LastOrDefault()?.Contains("{{", StringComparison.Ordinal) == true) && removal.Needs.All(n => n == made || made.Needs.Contains(n)))
            {
                made.Cleanup = Cleanups.Of(removal, made);
            }
        }

        return journeys;
    }

    private bool Keep(OpenApiOperation operation)
    {
        if (operation.IsDeprecated)
        {
            _notes.LeaveOut("operations that are marked as deprecated");
            return false;
        }

        if (!operation.Responses.IsEmpty && operation.Responses.All(static r => r.Status[0] is '4' or '5'))
        {
            _notes.LeaveOut($"{operation.Name}: the description says only how it fails");
            return false;
        }

        return operation.Method is "GET" or "POST" or "PUT" or "PATCH" or "DELETE" or "HEAD";
    }

    private string Address(ImportOptions options)
    {
        if (options.BaseAddress is { } given)
        {
            return given;
        }

        string? server = _document.Servers.FirstOrDefault(static s => Uri.TryCreate(s, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https");
        if (server is null)
        {
            _notes.FillIn("The description does not say where the service is: write its address in `seatrial.yaml`, or give `--base`.");
        }

        return server ?? $"http://localhost:8080{_document.ServerPaths.FirstOrDefault()}";
    }

    private static string ServiceName(string title)
    {
        string[] words = [.. DraftNames.Dashed(title).Split('-').Where(static w => w is not ("api" or "open" or "the" or "a" or "openapi" or "swagger" or "service" or "example" or "sample" or "of" or "for" or "and" or "rest" or "version") && !w.All(char.IsAsciiDigit)).Take(2)];
        return words.Length == 0 ? "api" : string.Join('-', words);
    }

    private static string Named(string tag) => tag.Length == 0 ? "API" : char.ToUpperInvariant(tag[0]) + tag[1..].Replace('_', ' ');

    /// <summary>First what makes things, outer ones before inner ones; last what removes them, inner ones first.</summary>
    private static (int Turn, int Depth) Turn(OpenApiOperation operation)
    {
        int depth = operation.Template.Text.Count(static c => c == '/');
        bool isOne = operation.Template.Text.EndsWith('}');
        return operation.Method switch
        {
            "POST" when !isOne && operation.Template.Names.IsEmpty => (0, depth),
            "GET" or "HEAD" when isOne => (1, depth),
            "POST" => (2, depth),
            "PUT" or "PATCH" => (3, depth),
            "DELETE" => (9, -depth),
            _ => (4, depth),
        };
    }

    private DraftStep? Step(OpenApiOperation operation)
    {
        if (_made.TryGetValue(operation, out DraftStep? made))
        {
            return made;
        }

        DraftStep? step = _steps.Make(operation);
        _made[operation] = step;
        if (step is null)
        {
            return null;
        }

        string[] segments = operation.Template.Text.TrimStart('/').Split('/');
        for (int i = 0; i < segments.Length; i++)
        {
            string segment = segments[i];
            foreach (string name in operation.Template.Names)
            {
                string hole = $"{{{name}}}";
                if (segment.Contains(hole, StringComparison.Ordinal))
                {
                    string above = $"/{string.Join('/', segments.Take(i))}";
                    segment = segment.Replace(hole, Filling(operation, step, name, above, isWhole: segments[i] == hole), StringComparison.Ordinal);
                }
            }

            step.Path.Add(segment);
        }

        Same(operation, step);
        Refer(operation, step);
        return step;
    }

    /// <summary>A body that names another thing, <c>petId</c>, names one that was made: where a path of the description calls it so, too.</summary>
    private void Refer(OpenApiOperation operation, DraftStep step)
    {
        foreach (DraftPlace place in DraftPlace.Of(step).Where(static p => p is { Kind: PlaceKind.Body or PlaceKind.Query, IsWritten: false } && !ValueSigns.IsBareId(p.Name) && ValueSigns.IsIdName(p.Name)))
        {
            string hole = $"/{{{place.Name}}}";
            string? above = _document.Operations.Select(static o => o.Template.Text).FirstOrDefault(t => t.EndsWith(hole, StringComparison.Ordinal)) is { } path ? path[..^hole.Length] : null;
            OpenApiOperation? creator = _document.Operations.FirstOrDefault(o => o.Method == "POST" && !o.IsDeprecated && o.Template.Text == above);
            if (creator is not null && creator != operation && Keep(creator) && Named(creator, step, place.Name, above!) is { } expression)
            {
                place.Replace(expression);
            }
        }
    }

    /// <summary>What replaces a thing at the address where things are made names it in its body.</summary>
    private void Same(OpenApiOperation operation, DraftStep step)
    {
        if (operation.Method is not ("PUT" or "PATCH") || step.Body is not JsonObject body || !body.ContainsKey("id") || operation.Template.Text.EndsWith('}'))
        {
            return;
        }

        OpenApiOperation? creator = _document.Operations.FirstOrDefault(o => o.Method == "POST" && !o.IsDeprecated && o.Template.Text == operation.Template.Text);
        if (creator is not null && Named(creator, step, "id", operation.Template.Text) is { } expression)
        {
            body["id"] = expression;
        }
    }

    /// <summary>What stands for a parameter of a path: what was captured from what made the thing, or listed it; else a variable.</summary>
    private string Filling(OpenApiOperation operation, DraftStep step, string name, string above, bool isWhole)
    {
        OpenApiOperation? creator = Other("POST");
        OpenApiOperation? list = Other("GET");
        OpenApiParameter? parameter = operation.Parameters.FirstOrDefault(p => p.In == "path" && p.Name == name);
        if (isWhole && creator is not null && creator != operation && Step(creator) is { } maker && _ids.Choose(parameter, creator, maker) is { } chosen)
        {
            step.Needs.Add(maker);
            return chosen;
        }

        foreach (OpenApiOperation source in new[] { creator, list }.OfType<OpenApiOperation>().Where(s => isWhole && s != operation))
        {
            if (Named(source, step, name, above) is { } expression)
            {
                return expression;
            }
        }

        string sample = parameter is null ? "1" : ApiSteps.Sample(parameter);
        string variable = _captures.TryGetValue($"variable {name} {above}", out DraftCapture? known) ? known.Name : _project.Variable(name, sample.Contains("{{", StringComparison.Ordinal) ? "3f2b8a51-9c4d-4e6f-8a1b-2c3d4e5f6a7b" : sample);
        _captures[$"variable {name} {above}"] = new(variable, string.Empty, sample, IsSecret: false);
        _notes.FillIn($"`variables: {variable}` of the environment must name what is there: nothing in the description makes or lists it.");
        return $"{{{{ {variable} }}}}";

        OpenApiOperation? Other(string method) => _document.Operations.FirstOrDefault(o => o.Method == method && !o.IsDeprecated && o.Template.Text.TrimEnd('/') == above);
    }

    /// <summary>What names a thing that a step takes from another's answer; null when that does not say it.</summary>
    private string? Named(OpenApiOperation source, DraftStep step, string name, string above)
    {
        if (Where(source, name, above) is not { } subject || Step(source) is not { } earlier)
        {
            return null;
        }

        step.Needs.Add(earlier);
        return $"{{{{ {Captured(earlier, subject, name, above).Name} }}}}";
    }

    private DraftCapture Captured(DraftStep step, string subject, string name, string above)
    {
        string key = $"{step.Method} {above} {subject}";
        if (!_captures.TryGetValue(key, out DraftCapture? capture))
        {
            string thing = DraftNames.Identifier(DraftNames.Singular(above.Split('/')[^1]));
            string wanted = ValueSigns.IsBareId(name) && thing.Length > 0 ? $"{thing}{char.ToUpperInvariant(name[0])}{name[1..]}" : name;
            capture = new(_project.Names.Take(wanted, "id"), subject, null, IsSecret: false);
            _captures[key] = capture;
            step.Captures.Add(capture);
        }

        return capture;
    }

    /// <summary>Where in an answer the id of a thing stands: under the parameter's own name, or as its <c>id</c>; null when nothing says so.</summary>
    private static string? Where(OpenApiOperation source, string name, string above)
    {
        string thing = DraftNames.Identifier(DraftNames.Singular(above.Split('/')[^1]));
        string[] names = [name, "id", $"{thing}Id", $"{thing}_id", "_id", "uuid", "key"];
        if (ApiSteps.Answer(source) is not { } schema)
        {
            return null;
        }

        (string path, OpenApiSchema item)[] places = [("$", schema), .. Inner(schema)];
        foreach ((string path, OpenApiSchema item) in places)
        {
            OpenApiSchema one = item.Items ?? item;
            string at = item.Items is null ? path : $"{path}[0]";
            if (source.Method == "POST" && item.Items is not null)
            {
                continue;
            }

            if (Array.Find(names, n => one.Property(n) is not null) is { } found)
            {
                return AnswerLeaf.Member(at, found);
            }
        }

        return null;
    }

    /// <summary>The maps and lists one level below: <c>data</c>, <c>items</c> and the like.</summary>
    private static IEnumerable<(string Path, OpenApiSchema Schema)> Inner(OpenApiSchema schema) =>
        schema.Target.Value is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty("properties", out JsonElement properties) && properties.ValueKind == JsonValueKind.Object
            ? properties.EnumerateObject().Select(p => (AnswerLeaf.Member("$", p.Name), schema.Property(p.Name)!)).Where(static p => p.Item2 is not null && p.Item2.Types.Any(static t => t is "object" or "array"))
            : [];
}
