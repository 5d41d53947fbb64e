using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Seatrial.Cli.Projects;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Flows;
using Seatrial.Flows.Http;
using Seatrial.Project.JsonSchema;
using Seatrial.Project.Loading;
using Seatrial.Project.Yaml;
using Seatrial.TestKit;

namespace Seatrial.Cli.Tests.Projects;

public sealed partial class EditorSchemaTests : IDisposable
{
    private const string Unknown = "zzzzzzzzzzzz";
    private const string Plain = "project: shop\nenvironments:\n  local: { services: { web: 'http://localhost:1' } }\n";

    /// <summary>Keys that binders know in order to say that this version does not have them.</summary>
    private static readonly string[] Planned = ["contract", "seed", "flag", "shift"];

    private static readonly JsonElement FlowSchema = JsonElement.Parse(EditorSchema.Of(EditorSchema.Flow, TimeProvider.System));
    private static readonly JsonElement ProjectSchema = JsonElement.Parse(EditorSchema.Of(EditorSchema.Project, TimeProvider.System));

    private readonly HttpTransport _transport = new(new HttpTransportOptions(), TimeProvider.System);

    /// <summary>Places where keys are known: a file with an unknown one there, and the place in the schema.</summary>
    public static TheoryData<string, string, string> Places => new()
    {
        { "flow", $"flow: A\n{Unknown}: 1\nsteps: [{{ http: GET /, expect: {{ status: 200 }} }}]", "/else" },
        { "flow", $"boundary: A\n{Unknown}: 1\nactors: {{ me: {{}} }}\nrules: [{{ http: GET /, allow: [] }}]", "/then" },
        { "flow", $"flow: A\nlint: {{ allow: [ST2001], because: so, {Unknown}: 1 }}\nsteps: [{{ http: GET /, expect: {{ status: 200 }} }}]", "/else/properties/lint" },
        { "flow", $"flow: A\nsteps: [{{ http: GET /, until: {{ {Unknown}: 1, expect: {{ status: 200 }} }} }}]", "/$defs/step/properties/until" },
        { "flow", $"flow: A\nsteps: [{{ http: GET /, expect: {{ status: 200 }}, capture: {{ a: {{ from: body, {Unknown}: 1 }} }} }}]", "/$defs/step/properties/capture/additionalProperties/anyOf/1" },
        { "flow", $"flow: A\nsteps:\n  - parallel: [{{ {Unknown}: 1, steps: [{{ http: GET /, expect: {{ status: 200 }} }}] }}]", "/$defs/step/properties/parallel/items/anyOf/1" },
        { "flow", $"flow: A\nload: {{ rate: 50/s, for: 30s, {Unknown}: 1 }}\nsteps: [{{ http: GET /, expect: {{ status: 200 }} }}]", "/else/properties/load" },
        { "project", $"{Plain}{Unknown}: 1", "" },
        { "project", $"{Plain}services: {{ web: {{ limit: {{ rate: 1/s, {Unknown}: 1 }} }} }}", "/properties/services/additionalProperties/properties/limit" },
        { "project", $"{Plain}services: {{ web: {{ {Unknown}: 1 }} }}", "/properties/services/additionalProperties" },
        { "project", $"{Plain}services: {{ web: {{ version: {{ http: GET /, {Unknown}: 1 }} }} }}", "/properties/services/additionalProperties/properties/version" },
        { "project", $"{Plain}defaults: {{ {Unknown}: 1 }}", "/properties/defaults" },
        { "project", $"{Plain}secrets: {{ a: {{ env: A, {Unknown}: 1 }} }}", "/properties/secrets/additionalProperties" },
        { "project", $"{Plain}tokens: {{ a: {{ bearer: A, {Unknown}: 1 }} }}", "/properties/tokens/additionalProperties" },
        { "project", $"{Plain}tokens: {{ a: {{ oauth2: {{ issuer: A, client: B, {Unknown}: 1 }} }} }}", "/properties/tokens/additionalProperties/properties/oauth2" },
        { "project", $"{Plain}tokens: {{ a: {{ basic: {{ user: A, password: B, {Unknown}: 1 }} }} }}", "/properties/tokens/additionalProperties/properties/basic" },
        { "project", InEnvironment($"{Unknown}: 1"), "/properties/environments/additionalProperties" },
        { "project", InEnvironment($"settle: {{ {Unknown}: 1 }}"), "/properties/environments/additionalProperties/properties/settle" },
        { "project", InEnvironment($"signals: {{ {Unknown}: 1 }}"), "/properties/environments/additionalProperties/properties/signals" },
        { "project", InEnvironment($"budget: {{ {Unknown}: 1 }}"), "/properties/environments/additionalProperties/properties/budget" },
        { "project", InEnvironment($"webhook: {{ {Unknown}: 1 }}"), "/properties/environments/additionalProperties/properties/webhook" },
        { "project", InEnvironment($"flows: {{ {Unknown}: 1 }}"), "/properties/environments/additionalProperties/properties/flows/anyOf/1" },
        { "project", InEnvironment($"remedies: [{{ hold: {{}}, {Unknown}: 1 }}]"), "/properties/environments/additionalProperties/properties/remedies/items" },
        { "project", InEnvironment($"remedies: [{{ hold: {{ {Unknown}: 1 }} }}]"), "/properties/environments/additionalProperties/properties/remedies/items/properties/hold" },
    };

    /// <summary>Maps of verbs, as their shapes describe them: every map inside them, too.</summary>
    public static TheoryData<string, string> VerbMaps
    {
        get
        {
            using HttpTransport transport = new(new HttpTransportOptions(), TimeProvider.System);
            TheoryData<string, string> maps = [];
            foreach (IStepVerb verb in FlowVerbs.All(transport))
            {
                foreach (string path in MapsIn(verb.Shape.Value, string.Empty))
                {
                    maps.Add(verb.Key, path);
                }
            }

            return maps;
        }
    }

    public static TheoryData<string> Verbs
    {
        get
        {
            using HttpTransport transport = new(new HttpTransportOptions(), TimeProvider.System);
            return [.. FlowVerbs.All(transport).Select(static v => v.Key), "forEach", "parallel"];
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Every_key_a_binder_knows_is_in_the_schema_and_no_other(string kind, string text, string pointer)
    {
        string[] known = kind == "flow" ? Known(Plain, text) : Known(text, null);
        JsonElement place = At(kind == "flow" ? FlowSchema : ProjectSchema, pointer);

        Assert.Equal(known.Except(Planned).Order(StringComparer.Ordinal), place.GetProperty("properties").EnumerateObject().Select(static p => p.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_key_a_step_takes_is_in_the_schema_and_no_other(string verb)
    {
        string[] known = Known(Plain, $"flow: A\nsteps:\n  - {verb}: {(verb == "parallel" ? "[{ http: GET / }]" : "x")}\n    {Unknown}: 1\n");
        JsonElement then = At(FlowSchema, "/$defs/step/allOf").EnumerateArray().Single(e => e.GetProperty("if").GetProperty("required")[0].GetString() == verb).GetProperty("then");

        Assert.Equal(known.Except(Planned).Order(StringComparer.Ordinal), then.GetProperty("propertyNames").GetProperty("enum").EnumerateArray().Select(static e => e.GetString()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(VerbMaps))]
    public void Every_key_in_the_map_of_a_verb_is_in_the_schema_and_no_other(string verb, string path)
    {
        string[] inner = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        string[] known = Known(Plain, $"flow: A\nsteps:\n  - {verb}: {Around(FlowVerbs.All(_transport).Single(v => v.Key == verb).Shape.Value, inner)}\n");
        JsonElement place = At(FlowSchema, $"/$defs/step/properties/{verb}{string.Concat(inner.Select(static key => $"/properties/{key}"))}");

        Assert.Equal(known.Order(StringComparer.Ordinal), place.GetProperty("properties").EnumerateObject().Select(static p => p.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_keys_a_verb_describes_are_its_own_keys() =>
        Assert.All(FlowVerbs.All(_transport), static verb => Assert.Equal(verb.OwnKeys.Order(StringComparer.Ordinal), verb.Shape.Keys.Select(static k => k.Name).Order(StringComparer.Ordinal)));

    [Fact]
    public async Task The_sample_shop_and_a_new_project_fit()
    {
        using TempFolder folder = new();
        using CommandHarness harness = new(folder.Root);
        Assert.Equal(0, await harness.InvokeAsync("init"));
        string[] files =
        [
            .. Directory.GetFiles(TestPaths.InRepository("samples", "shop", "flows"), "*.flow.yaml"), TestPaths.InRepository("samples", "shop", "seatrial.yaml"),
            folder.At("seatrial.yaml"), folder.At("flows/first.flow.yaml"),
        ];

        Assert.Equal(15, files.Length);
        Assert.All(files, static file => Assert.Empty(Errors(file.EndsWith(".flow.yaml", StringComparison.Ordinal) ? FlowSchema : ProjectSchema, File.ReadAllText(file))));
        Assert.All(EditorSchema.Files, file => Assert.True(File.Exists(folder.At(file.File))));
    }

    [Theory]
    [InlineData("flow: A\nsteps: [{ name: a }]")]
    [InlineData("flow: A\nsteps: [{ http: GET /, call: b, expect: { status: 200 } }]")]
    [InlineData("flow: A\nsteps: [{ http: GET /, with: { a: 1 }, expect: { status: 200 } }]")]
    [InlineData("flow: A\nsteps: [{ http: GET /, expect: { status: { atleast: 200 } } }]")]
    [InlineData("flow: A\nsteps: [{ http: GET /, expect: { rows: 2 } }]")]
    [InlineData("flow: A\nsteps: [{ http: GET /, expect: { header.: 2 } }]")]
    [InlineData("flow: A\nsteps: [{ http: GET /, expect: { $.a: [1] } }]")]
    [InlineData("flow: A\nwithin: 20\nsteps: [{ http: GET /, expect: { status: 200 } }]")]
    [InlineData("flow: A\nsteps: [{ http: GET /, until: { within: 2s } }]")]
    [InlineData("flow: A\nsteps: [{ http: GET /, expect: { status: 200 }, cleanup: { http: GET /, cleanup: { http: GET / } } }]")]
    [InlineData("flow: A\nsteps: [{ redis: { url: 'redis://a', command: [GET, a], stream: b }, expect: { body: 1 } }]")]
    [InlineData("flow: A\nsteps: [{ forEach: [1], expect: { $: { count: 1 } } }]")]
    [InlineData("steps: [{ http: GET /, expect: { status: 200 } }]")]
    [InlineData("flow: A\nsteps: [{ exec: { command: [ls], shell: ls } }]")]
    [InlineData("flow: A\nsteps: [{ exec: { command: [ls], results: { xunit: out.xml } } }]")]
    [InlineData("flow: A\nsteps: [{ grpc: '{{ web }}', expect: { status: OK } }]")]
    [InlineData("flow: A\nsteps: [{ kafka: { url: 'kafka://a', topic: b, produce: { topic: b, text: c } }, expect: { body: 1 } }]")]
    [InlineData("flow: A\nsteps: [{ email: { via: 'smtp://a' }, expect: { id: 1 } }]")]
    public void What_the_loader_refuses_the_schema_refuses(string flow)
    {
        Assert.NotEmpty(Diagnostics(Plain, flow));
        Assert.NotEmpty(Errors(FlowSchema, flow));
    }

    [Theory]
    [InlineData("flow: A\nsteps: [{ http: GET /, expect: [{ status: 200 }, { status: { not: { in: [500] } } }] }]")]
    [InlineData("flow: A\nsteps: [{ http: GET /, expect: { header.Content-Type: text/plain, $.a: null, $.b: { count: { atLeast: 1 } }, duration: { below: 2s } }, capture: { x: { from: $.a, secret: true } } }]")]
    [InlineData("flow: A\nsteps: [{ forEach: [1, 2], atOnce: 2, steps: [{ http: 'GET {{ web }}/{{ item }}', expect: { status: 200 } }] }]")]
    [InlineData("flow: A\nsteps: [{ parallel: [{ http: GET /, expect: { status: 200 } }, { name: b, steps: [{ http: GET /, expect: { status: 200 } }] }] }]")]
    [InlineData("flow: A\nlint: { allow: ST2007, because: it warms up }\nsteps: [{ http: GET /, redirects: 3, until: { every: 10ms..2s, expect: { body: OK } } }]")]
    [InlineData("flow: A\nsteps: [{ exec: [ls, -l], expect: { exitCode: 0 } }, { exec: { command: [ls], env: { A: 1 }, grace: 5s, results: { tap: '-' } } }]")]
    [InlineData("flow: A\nsteps: [{ grpc: '{{ web }}/a.B/C', message: { a: 1 }, metadata: { b: c }, expect: { status: OK } }]")]
    [InlineData("flow: A\nsteps: [{ kafka: { url: 'kafka://a', produce: { topic: b, partition: 1, json: { c: 1 } } }, expect: { offset: 1 } }, { kafka: { url: 'kafka://a', topic: b }, match: { key: c } }]")]
    [InlineData("flow: A\nsteps: [{ email: { via: 'smtp://a', send: { from: a@b.c, to: [a@b.c], attachments: [{ name: d, text: e }] } }, expect: { id: 1 } }, { email: { inbox: 'imap://a' }, match: { subject: b }, capture: { c: 'find:d' } }]")]
    [InlineData("flow: A\nsteps: [{ http: GET /, expect: { 'xpath:/a': 1 } }, { email: { inbox: 'imap://a' }, match: { 'find:code is ([0-9]+)': 1 } }]")]
    public void What_the_loader_takes_the_schema_takes(string flow)
    {
        Assert.Empty(Diagnostics(Plain, flow));
        Assert.Empty(Errors(FlowSchema, flow));
    }

    [Fact]
    public async Task The_command_writes_it()
    {
        using TempFolder folder = new();
        using CommandHarness harness = new(folder.Root);

        Assert.Equal(0, await harness.InvokeAsync("schema", "--out", ".seatrial/flow.schema.json"));
        Assert.Equal(0, await harness.InvokeAsync("schema", "project"));

        Assert.Equal(FlowSchema.GetRawText(), folder.Read(".seatrial/flow.schema.json").TrimEnd());
        Assert.Equal(ProjectSchema.GetRawText(), harness.Machine.TrimEnd());
        Assert.StartsWith("wrote .seatrial/flow.schema.json\n", harness.People, StringComparison.Ordinal);
    }

    public void Dispose() => _transport.Dispose();

    private static string InEnvironment(string lines) => $"project: shop\nenvironments:\n  local:\n    services: {{ web: 'http://localhost:1' }}\n    {lines}\n";

    private static IEnumerable<string> MapsIn(DocumentShape shape, string path) => shape is DocumentShape.Map map
        ? map.Keys.SelectMany(key => MapsIn(key.Shape, $"{path}/{key.Name}")).Prepend(path)
        : [];

    /// <summary>A map with what it must have, and an unknown key in the map inside it that a path leads to.</summary>
    private static string Around(DocumentShape shape, ReadOnlySpan<string> path)
    {
        DocumentShape.Map map = (DocumentShape.Map)shape;
        string first = path.IsEmpty ? string.Empty : path[0];
        string inside = path.IsEmpty ? $"{Unknown}: 1" : $"{first}: {Around(map.Keys.Single(k => k.Name == first).Shape, path[1..])}";
        return $"{{ {string.Concat(map.Keys.Where(k => k.IsRequired && k.Name != first).Select(static k => $"{k.Name}: '{{{{ web }}}}', "))}{inside} }}";
    }

    private List<Diagnostic> Diagnostics(string project, string? flow)
    {
        Dictionary<string, string> sources = new(StringComparer.Ordinal) { ["seatrial.yaml"] = project };
        if (flow is not null)
        {
            sources["a.flow.yaml"] = flow;
            sources["b.flow.yaml"] = "flow: B\nsteps: [{ http: GET /, expect: { status: 200 } }]";
        }

        return [.. new ProjectLoader(FlowVerbs.All(_transport)).Load("/nowhere", sources).Diagnostics];
    }

    /// <summary>What the diagnostic of an unknown key says is known there.</summary>
    private string[] Known(string project, string? flow)
    {
        List<Diagnostic> diagnostics = Diagnostics(project, flow);
        Diagnostic? unknown = diagnostics.Find(static d => d.Message.StartsWith($"`{Unknown}` means nothing in ", StringComparison.Ordinal));
        Assert.True(unknown is not null, string.Join('\n', diagnostics));
        return [.. KnownHere().Match(unknown.Hint!).Groups["keys"].Value.Split(", ").Distinct(StringComparer.Ordinal)];
    }

    private static JsonElement At(JsonElement schema, string pointer)
    {
        foreach (string token in pointer.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            schema = schema.ValueKind == JsonValueKind.Array ? schema[int.Parse(token, System.Globalization.CultureInfo.InvariantCulture)] : schema.GetProperty(token);
        }

        return schema;
    }

    private static IEnumerable<string> Errors(JsonElement schema, string yaml)
    {
        DocumentNode root = YamlReader.Read("it.yaml", yaml, static d => Assert.Fail(d.ToString()))!;
        JsonElement instance = JsonSerializer.SerializeToElement(ToJson(root));
        return Schema.Compile(schema).Evaluate(instance).Errors.Select(static e => e.ToString());
    }

    private static JsonNode? ToJson(DocumentNode node) => node switch
    {
        DocumentNode.Sequence list => new JsonArray([.. list.Items.Select(ToJson)]),
        DocumentNode.Mapping map => new JsonObject(map.Entries.Select(static e => KeyValuePair.Create(e.Key.Text, ToJson(e.Value)))),
        DocumentNode.Scalar { Kind: ScalarKind.Null } => null,
        DocumentNode.Scalar { Kind: ScalarKind.Text } text => text.Text,
        DocumentNode.Scalar other => JsonNode.Parse(other.Text.ToLowerInvariant()),
        _ => throw new InvalidOperationException(),
    };

    [GeneratedRegex("Known here: (?<keys>.*)\\.$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KnownHere();
}
