using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Expressions;
using Seatrial.Project.JsonPath;
using Seatrial.Project.Secrets;

namespace Seatrial.Project.Loading;

/// <summary>Binds <c>seatrial.yaml</c>.</summary>
/// <param name="report">Takes what is found.</param>
internal sealed class ProjectFileBinder(Action<Diagnostic> report)
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

        var services = BindServices(reader);
        var secrets = BindSecrets(reader);
        ImmutableArray<MappingEntry> environments = [.. reader.Entries("environments")];
        CollectNames(reader, services.Keys, secrets.Keys, environments);
        EnvironmentBinder environmentBinder = new(this, services, secrets, report);
        var variables = BindValues(reader.Entries("variables"));
        ProjectModel project = new((nameNode as DocumentNode.Scalar)?.Text ?? string.Empty, string.Empty, folder)
        {
            Services = services,
            Secrets = secrets,
            Tokens = BindTokens(reader),
            Environments = environments
                .Where(e => Identifiers.Check(e.Key, "an environment", report))
                .Select(e => environmentBinder.Bind(e, variables))
                .ToImmutableSortedDictionary(e => e.Name, e => e, StringComparer.Ordinal),
        };
        if (environments.IsEmpty)
        {
            reader.Report("ST0201", reader.Map.Span, "The project has no environment.", "Add one: `environments: { staging: { services: { orders: https://orders.staging.example } } }`.");
        }

        reader.Finish();
        return project;
    }

    /// <summary>Binds a value in which the project's names can be used.</summary>
    public IBoundValue Value(DocumentNode node) => ValueBinder.Bind(node, report, Names.Knows, Names.All);

    public ImmutableDictionary<string, IBoundValue> BindValues(IEnumerable<MappingEntry> entries) =>
        entries.ToImmutableDictionary(e => e.Key.Text, e => Value(e.Value), StringComparer.Ordinal);

    private void CollectNames(
        MapReader reader,
        IEnumerable<string> services,
        IEnumerable<string> secrets,
        ImmutableArray<MappingEntry> environments)
    {
        Names = NameTable.Empty.With(services, "a service");
        Declare(secrets, "a secret", []);
        Declare([], "a variable", reader.Entries("variables"));
        foreach (MappingEntry environment in environments)
        {
            if ((environment.Value as DocumentNode.Mapping)?.Find("variables")?.Value is DocumentNode.Mapping own)
            {
                Declare([], "a variable", own.Entries);
            }
        }
    }

    private void Declare(IEnumerable<string> names, string kind, IEnumerable<MappingEntry> entries)
    {
        foreach (string name in names)
        {
            Names = Names.With(name, kind);
        }

        foreach (MappingEntry entry in entries.Where(e => Identifiers.Check(e.Key, kind, report)))
        {
            if (Names.KindOf(entry.Key.Text) is { } taken && taken != kind)
            {
                report(new("ST0405", DiagnosticSeverity.Error, entry.Key.Span, $"`{entry.Key.Text}` is {taken} already.", "Choose another name: names never hide one another."));
            }

            Names = Names.With(entry.Key.Text, kind);
        }
    }

    private ImmutableSortedDictionary<string, ServiceModel> BindServices(MapReader reader)
    {
        var services = ImmutableSortedDictionary.CreateBuilder<string, ServiceModel>(StringComparer.Ordinal);
        foreach (MappingEntry entry in reader.Entries("services").Where(e => Identifiers.Check(e.Key, "a service", report)))
        {
            MapReader service = reader.ChildOf(entry.Value, $"the service `{entry.Key.Text}`");
            MapReader? version = service.Child("version", $"`version` of the service `{entry.Key.Text}`");
            ServiceModel model = new(entry.Key.Text, entry.Key.Span) { Owner = service.Text("owner") };
            if (version is not null)
            {
                model = model with { VersionPath = VersionPath(version), VersionAt = VersionAt(version) };
                version.Finish();
            }

            // Contracts are checked in a later version; until then naming one does no harm.
            service.Node("openapi");
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

    private ImmutableSortedDictionary<string, SecretSource> BindSecrets(MapReader reader)
    {
        var secrets = ImmutableSortedDictionary.CreateBuilder<string, SecretSource>(StringComparer.Ordinal);
        foreach (MappingEntry entry in reader.Entries("secrets").Where(e => Identifiers.Check(e.Key, "a secret", report)))
        {
            if (BindSecret(reader, entry) is { } source)
            {
                secrets[entry.Key.Text] = source;
            }
        }

        return secrets.ToImmutable();
    }

    private static SecretSource? BindSecret(MapReader reader, MappingEntry entry)
    {
        string what = $"the secret `{entry.Key.Text}`";
        if (entry.Value is DocumentNode.Scalar scalar)
        {
            reader.Report("ST0210", scalar.Span, $"{what} is written down here.", "Say where it comes from: `{ env: NAME }`, `{ file: PATH }`, `{ command: [program, argument] }` or `{ generated: 32 }`.");
            return null;
        }

        MapReader secret = reader.ChildOf(entry.Value, what);
        SecretSource? source = (secret.Text("env"), secret.Text("file"), secret.Node("command"), secret.Node("generated")) switch
        {
            ({ } env, null, null, null) => new SecretSource.Env(env, entry.Key.Span),
            (null, { } file, null, null) => new SecretSource.File(file, entry.Key.Span),
            (null, null, { } _, null) => new SecretSource.Command(secret.Texts("command"), entry.Key.Span),
            (null, null, null, { } _) => new SecretSource.Generated(secret.Number("generated", 32, 16, 128), entry.Key.Span),
            _ => null,
        };
        if (source is null)
        {
            secret.Report("ST0210", entry.Key.Span, $"{what} needs exactly one source.", "Say where it comes from: `env`, `file`, `command` or `generated`.");
        }

        secret.Finish();
        return source;
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
