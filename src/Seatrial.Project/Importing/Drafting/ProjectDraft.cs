using System.Text.Json.Nodes;
using Seatrial.Core.Documents;
using Seatrial.Project.Yaml;

namespace Seatrial.Project.Importing.Drafting;

/// <summary>What the flows of an import need of their project: services, variables, secrets, token providers.</summary>
internal sealed class ProjectDraft
{
    private readonly string _project;
    private readonly bool _isThere;
    private readonly Dictionary<string, string> _serviceByAddress = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _secretByValue = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _variableByValue = new(StringComparer.Ordinal);
    private readonly JsonObject _services = [];
    private readonly JsonObject _described = [];
    private readonly JsonObject _variables = [];
    private readonly JsonObject _secrets = [];
    private readonly JsonObject _tokens = [];

    public ProjectDraft(ImportOptions options)
    {
        _project = DraftNames.Dashed(options.Project) is { Length: > 0 } name ? name : "imported";
        _isThere = options.ProjectFile is not null;
        if (options.ProjectFile is { } text && YamlReader.Read("seatrial.yaml", text, static _ => { }) is DocumentNode.Mapping root)
        {
            Learn(root);
        }
    }

    public DraftNames Names { get; } = new();

    public string Name => _project;

    /// <summary>The values that must stand nowhere, and the names of the secrets that stand for them.</summary>
    public IReadOnlyDictionary<string, string> SecretValues => _secretByValue;

    public IEnumerable<string> Secrets => _secrets.Select(static s => s.Key);

    /// <summary>The service at an address: scheme, host and port, or more.</summary>
    /// <param name="address">The address, without a slash at its end.</param>
    /// <param name="wanted">What to call it when it is new.</param>
    public string Service(string address, string wanted)
    {
        string trimmed = address.TrimEnd('/');
        if (_serviceByAddress.TryGetValue(trimmed, out string? known))
        {
            return known;
        }

        string name = Names.Take(wanted, "api", isDashed: true);
        _serviceByAddress[trimmed] = name;
        _services[name] = trimmed;
        return name;
    }

    public void Describe(string service, string file) => _described[service] = new JsonObject { ["openapi"] = file };

    /// <summary>A variable of the environment; of one value only one is made.</summary>
    public string Variable(string wanted, string value)
    {
        if (value.Length > 0 && _variableByValue.TryGetValue(value, out string? known))
        {
            return known;
        }

        string name = Names.Take(wanted, "value");
        _variables[name] = value;
        if (value.Length > 0)
        {
            _variableByValue[value] = name;
        }

        return name;
    }

    /// <summary>A secret; only its source is written, and its value is kept to be found wherever else it stands.</summary>
    public string Secret(string wanted, string? value)
    {
        if (value is { Length: > 0 } && _secretByValue.TryGetValue(value, out string? known))
        {
            return known;
        }

        string name = Names.Take(wanted, "secret", isDashed: true);
        _secrets[name] = new JsonObject { ["env"] = VariableOf(_project, name) };
        if (value is { Length: > 0 })
        {
            _secretByValue[value] = name;
        }

        return name;
    }

    /// <summary>The environment variable that a secret is read from until somebody says otherwise.</summary>
    public static string VariableOf(string project, string secret) => $"{project}-{DraftNames.Dashed(secret)}".Replace('-', '_').ToUpperInvariant();

    /// <summary>A token provider; of one description only one is made.</summary>
    public string Token(string wanted, JsonObject provider)
    {
        foreach ((string known, JsonNode? other) in _tokens)
        {
            if (JsonNode.DeepEquals(other, provider))
            {
                return known;
            }
        }

        string name = DraftNames.Dashed(wanted) is { Length: > 0 } dashed ? dashed : "user";
        string free = name;
        for (int i = 2; _tokens.ContainsKey(free); i++)
        {
            free = $"{name}-{i.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
        }

        _tokens[free] = provider;
        return free;
    }

    /// <summary>The project file, or what the one that is there lacks; null when it lacks nothing.</summary>
    public string? Write()
    {
        JsonObject environment = [];
        if (_services.Count > 0)
        {
            environment["services"] = _services.DeepClone();
        }

        if (_variables.Count > 0)
        {
            environment["variables"] = _variables.DeepClone();
        }

        JsonObject root = [];
        if (!_isThere)
        {
            root["project"] = _project;
        }

        Add("services", _described);
        Add("environments", environment.Count > 0 || !_isThere ? new JsonObject { ["local"] = environment } : []);
        Add("secrets", _secrets);
        Add("tokens", _tokens);
        return root.Count == 0 ? null : YamlText.Write(root, block: 3);

        void Add(string key, JsonObject part)
        {
            if (part.Count > 0)
            {
                root[key] = part.DeepClone();
            }
        }
    }

    /// <summary>What a project has already keeps its name.</summary>
    private void Learn(DocumentNode.Mapping root)
    {
        foreach (MappingEntry environment in Entries(root, "environments"))
        {
            foreach (MappingEntry service in Entries(environment.Value, "services"))
            {
                Names.Reserve(service.Key.Text);
                DocumentNode? address = service.Value is DocumentNode.Mapping map ? map.Find("url")?.Value : service.Value;
                if (address is DocumentNode.Scalar { Text: var text } && !text.Contains("{{", StringComparison.Ordinal))
                {
                    _serviceByAddress.TryAdd(text.TrimEnd('/'), service.Key.Text);
                }
            }

            ReserveAll(Entries(environment.Value, "variables"));
        }

        ReserveAll(Entries(root, "services"));
        ReserveAll(Entries(root, "variables"));
        ReserveAll(Entries(root, "secrets"));
    }

    private void ReserveAll(System.Collections.Immutable.ImmutableArray<MappingEntry> entries)
    {
        foreach (MappingEntry entry in entries)
        {
            Names.Reserve(entry.Key.Text);
        }
    }

    private static System.Collections.Immutable.ImmutableArray<MappingEntry> Entries(DocumentNode node, string key) =>
        node is DocumentNode.Mapping map && map.Find(key)?.Value is DocumentNode.Mapping inner ? inner.Entries : [];
}
