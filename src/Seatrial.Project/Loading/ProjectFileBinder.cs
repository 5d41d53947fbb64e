using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Connections;
using Seatrial.Project.Expressions;
using Seatrial.Project.JsonPath;
using Seatrial.Project.Secrets;

namespace Seatrial.Project.Loading;

/// <summary>Binds <c>seatrial.yaml</c>.</summary>
/// <param name="sources">The files it may name.</param>
/// <param name="report">Takes what is found.</param>
internal sealed class ProjectFileBinder(ProjectSources sources, Action<Diagnostic> report)
{
    /// <summary>The names every flow can use.</summary>
    public NameTable Names { get; private set; } = NameTable.Empty;

    public ProjectModel Bind(DocumentNode root, string folder)
    {
        MapReader reader = MapReader.Of(root, "seatrial.yaml", report);
        DocumentNode? nameNode = reader.Required("project", "Give the project a name: `project: shop`.");
        if (nameNode is DocumentNode.Scalar name)
        {
            Identifiers.Check(name, "a project", report);
        }

        ImmutableArray<MappingEntry> environments = [.. reader.Entries("environments").Where(e => Identifiers.Check(e.Key, "an environment", report))];
        var services = WithAddressed(DeclareServices(reader), environments);
        SecretBinder secretBinder = new(report);
        var secrets = secretBinder.Bind(reader.Entries("secrets"));
        var ownSecrets = environments.ToDictionary(e => e.Key.Text, e => secretBinder.Bind(EntriesOf(e, "secrets")), StringComparer.Ordinal);
        var allSecrets = ownSecrets.Values.SelectMany(s => s).Where(s => !secrets.ContainsKey(s.Key)).DistinctBy(s => s.Key, StringComparer.Ordinal);
        secrets = secrets.AddRange(allSecrets);
        CollectNames(reader, services, secrets, environments);
        services = BindServices(reader, services);
        EnvironmentBinder environmentBinder = new(this, services, secrets, report);
        var variables = BindValues(reader.Entries("variables"));
        DatabaseBinder databaseBinder = new(Value, report);
        var databases = databaseBinder.Addresses(reader.Entries("databases"));
        ProjectModel project = new((nameNode as DocumentNode.Scalar)?.Text ?? string.Empty, string.Empty, folder)
        {
            Services = services,
            Secrets = secrets,
            Tokens = BindTokens(reader),
            Actors = new ActorBinder([.. reader.Entries("tokens").Select(static e => e.Key.Text)], report).Bind(reader.Entries("actors")),
            ProductionDatabases = DatabaseBinder.Production(reader),
            Environments = environments
                .Select(e => environmentBinder.Bind(e, variables) with { Secrets = ownSecrets[e.Key.Text], Databases = databases.SetItems(databaseBinder.Addresses(EntriesOf(e, "databases"))) })
                .ToImmutableSortedDictionary(e => e.Name, e => e, StringComparer.Ordinal),
        };
        if (reader.Child("environments", "`environments`") is not { Map.Entries.IsEmpty: false })
        {
            reader.Report("ST0201", reader.Map.Span, "The project has no environment.", "Add one: `environments: { staging: { services: { orders: https://orders.staging.example } } }`.");
        }

        reader.Node(ProjectIncludes.Key);
        project = project with { Defaults = BindDefaults(reader) };
        CheckVariables(project);
        reader.Finish();
        return project;
    }

    private static DefaultsModel BindDefaults(MapReader reader)
    {
        if (reader.Child("defaults", "`defaults`") is not { } defaults)
        {
            return DefaultsModel.None;
        }

        DefaultsModel bound = DefaultsModel.Bind(defaults) with
        {
            FlowWithin = defaults.Duration("within", DefaultsModel.None.FlowWithin, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(24)),
            FlowWithinSpan = defaults.Node("within")?.Span,
        };
        defaults.Finish();
        return bound;
    }

    /// <summary>A variable that only some environments have: a flow that uses it cannot run in the others.</summary>
    private void CheckVariables(ProjectModel project)
    {
        foreach (EnvironmentModel environment in project.Environments.Values)
        {
            ValueOrder.Check(environment, report);
            foreach (ProfileModel profile in environment.Profiles.Values)
            {
                ValueOrder.Check(environment.With(profile), report);
            }

            foreach (EnvironmentModel other in project.Environments.Values)
            {
                foreach (string name in other.Variables.Keys.Where(n => !environment.Variables.ContainsKey(n)).Order(StringComparer.Ordinal))
                {
                    string message = $"The environment `{environment.Name}` has no variable `{name}`, and `{other.Name}` has.";
                    report(new("ST0218", DiagnosticSeverity.Warning, environment.Span, message, "Add it, or give it a value for all under `variables:` of the project."));
                }
            }
        }
    }

    /// <summary>Services need no entry of their own: naming their address in an environment is enough.</summary>
    private ImmutableSortedDictionary<string, ServiceModel> WithAddressed(
        ImmutableSortedDictionary<string, ServiceModel> services,
        ImmutableArray<MappingEntry> environments)
    {
        ImmutableSortedDictionary<string, ServiceModel> declared = services;
        foreach (MappingEntry entry in environments.SelectMany(e => EntriesOf(e, "services")))
        {
            string name = entry.Key.Text;
            if (services.ContainsKey(name) || !Identifiers.Check(entry.Key, "a service", report))
            {
                continue;
            }

            // A name close to a declared one is more likely a slip than another service.
            if (Nearest.To(name, declared.Keys) is { } near)
            {
                report(new("ST0213", DiagnosticSeverity.Error, entry.Key.Span, $"The project has no service `{name}`.", $"Did you mean `{near}`? If it is another service, name it under `services:` of the project."));
                continue;
            }

            services = services.Add(name, new(name, entry.Key.Span));
        }

        return services;
    }

    private static ImmutableArray<MappingEntry> EntriesOf(MappingEntry environment, string key) =>
        ((environment.Value as DocumentNode.Mapping)?.Find(key)?.Value as DocumentNode.Mapping)?.Entries ?? [];

    /// <summary>Binds a value in which the project's names can be used.</summary>
    public IBoundValue Value(DocumentNode node) => ValueBinder.Bind(node, report, Names.Knows, Names.All);

    public ImmutableDictionary<string, IBoundValue> BindValues(IEnumerable<MappingEntry> entries) =>
        entries.ToImmutableDictionary(e => e.Key.Text, e => Value(e.Value), StringComparer.Ordinal);

    private void CollectNames(
        MapReader reader,
        ImmutableSortedDictionary<string, ServiceModel> services,
        ImmutableSortedDictionary<string, SecretSource> secrets,
        ImmutableArray<MappingEntry> environments)
    {
        Names = NameTable.Empty.With(services.Keys, "a service");
        foreach ((string name, SecretSource source) in secrets)
        {
            Declare(name, source.Span, "a secret");
        }

        foreach (MappingEntry entry in reader.Entries("variables").Concat(environments.SelectMany(e => EntriesOf(e, "variables"))))
        {
            if (Identifiers.Check(entry.Key, "a variable", report))
            {
                Declare(entry.Key.Text, entry.Key.Span, "a variable");
            }
        }
    }

    private void Declare(string name, SourceSpan span, string kind)
    {
        if (Names.KindOf(name) is { } taken && taken != kind)
        {
            report(new("ST0405", DiagnosticSeverity.Error, span, $"`{name}` is {taken} already.", "Choose another name: names never hide one another."));
        }

        Names = Names.With(name, kind);
    }

    /// <summary><c>openapi: FILE</c>, or a map that also says when it is checked.</summary>
    private static ServiceModel BindDescription(MapReader service, ServiceModel model)
    {
        DocumentNode? written = service.Node("openapi");
        if (written is DocumentNode.Mapping map)
        {
            MapReader reader = service.ChildOf(map, $"`openapi` of the service `{model.Name}`");
            model = model with { IsHeldToContract = reader.Choice("hold", otherwise: false, new Dictionary<string, bool>(StringComparer.Ordinal) { ["all"] = true, ["named"] = false }) };
            written = reader.Required("file", "Name the file: `openapi: { file: openapi/orders.yaml, hold: all }`.");
            reader.Finish();
        }

        return written is not null && service.TextOf(written, "openapi") is not null ? model with { OpenApiFile = (DocumentNode.Scalar)written } : model;
    }

    /// <summary>Binds what a map says of connections.</summary>
    public ConnectionPlan Connection(MapReader reader)
    {
        foreach (string key in ConnectionBinder.Keys)
        {
            reader.Node(key);
        }

        return new ConnectionBinder(Value, sources.ReadBytes, report).Bind(reader.Map);
    }

    /// <summary>The services as names; what is said of them may read names of the project, and is bound once all are known.</summary>
    private ImmutableSortedDictionary<string, ServiceModel> DeclareServices(MapReader reader) => reader.Entries("services")
        .Where(e => Identifiers.Check(e.Key, "a service", report))
        .DistinctBy(e => e.Key.Text, StringComparer.Ordinal)
        .ToImmutableSortedDictionary(e => e.Key.Text, e => new ServiceModel(e.Key.Text, e.Key.Span), StringComparer.Ordinal);

    private ImmutableSortedDictionary<string, ServiceModel> BindServices(MapReader reader, ImmutableSortedDictionary<string, ServiceModel> declared)
    {
        var services = declared.ToBuilder();
        foreach (MappingEntry entry in reader.Entries("services").Where(e => declared.ContainsKey(e.Key.Text)))
        {
            MapReader service = reader.ChildOf(entry.Value, $"the service `{entry.Key.Text}`");
            MapReader? version = service.Child("version", $"`version` of the service `{entry.Key.Text}`");
            ServiceModel model = new(entry.Key.Text, entry.Key.Span) { Owner = service.Text("owner"), Path = service.Text("path") };
            if (version is not null)
            {
                model = model with { VersionPath = VersionPath(version), VersionAt = VersionAt(version) };
                version.Finish();
            }

            model = BindDescription(service, model) with { Connection = Connection(service), Limit = LimitBinder.Bind(service) };
            service.Finish();
            services[entry.Key.Text] = model;
        }

        return services.ToImmutable();
    }

    private static string? VersionPath(MapReader version)
    {
        string? request = version.RequiredText("http", "Say what to ask: `version: { http: GET /version, at: $.version }`.");
        if (request is null)
        {
            return null;
        }

        string path = request.StartsWith("GET ", StringComparison.Ordinal) ? request[4..].Trim() : request;
        if (path.StartsWith('/'))
        {
            return path;
        }

        version.Report("ST0209", version.Node("http")!.Span, $"`{request}` is not a GET of a path of the service.", "Write `GET /version`; the address comes from the environment.");
        return null;
    }

    private static JsonPathQuery? VersionAt(MapReader version)
    {
        if (version.Text("at") is not { } text)
        {
            return null;
        }

        JsonPathQuery? query = JsonPathQuery.TryParse(text, out JsonPathError? error);
        if (query is null)
        {
            version.Report("ST0407", version.Node("at")!.Span, $"`{text}` is not a JSONPath: {error!.Message}", error.Hint ?? "See RFC 9535, or `$.version` for a property.");
        }

        return query;
    }

    private ImmutableSortedDictionary<string, TokenModel> BindTokens(MapReader reader)
    {
        var tokens = ImmutableSortedDictionary.CreateBuilder<string, TokenModel>(StringComparer.Ordinal);
        foreach (MappingEntry entry in reader.Entries("tokens").Where(e => Identifiers.Check(e.Key, "a token provider", report)))
        {
            if (new TokenBinder(this, report).Bind(entry) is { } token)
            {
                tokens[entry.Key.Text] = token;
            }
        }

        return tokens.ToImmutable();
    }
}
