using System.Collections.Immutable;
using System.Text.Json;
using Seatrial.Core.Documents;
using Seatrial.Project.JsonSchema;

namespace Seatrial.Project.OpenApi;

/// <summary>Reads API descriptions: OpenAPI 3.0 and 3.1, in JSON or YAML.</summary>
/// <remarks>Schemas are not compiled here: a description may have thousands, and a flow is held to a few.</remarks>
public sealed class OpenApiReader
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

    private readonly DescriptionFiles _files;
    private readonly Action<Diagnostic> _report;
    private ImmutableArray<string> _security = [];

    private OpenApiReader(DescriptionFiles files, Action<Diagnostic> report) => (_files, _report) = (files, report);

    /// <summary>Reads a description.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="find">The text of a file by its path, for the description itself and what it refers to; null when there is none.</param>
    /// <param name="report">Takes what is found.</param>
    /// <returns>The description; null after an error that leaves nothing to use.</returns>
    public static OpenApiDocument? Read(string path, Func<string, string?> find, Action<Diagnostic> report)
    {
        DescriptionFiles files = new(find, report);
        return files.Open(path) is { } file ? new OpenApiReader(files, report).Read(file) : null;
    }

    private OpenApiDocument? Read(DescriptionFile file)
    {
        DescriptionPlace root = new(file, string.Empty, file.Root);
        string? version = root["openapi"].Text;
        if (version is null || !(version.StartsWith("3.0.", StringComparison.Ordinal) || version.StartsWith("3.1.", StringComparison.Ordinal)))
        {
            string what = version is not null ? $"It is of OpenAPI {version}."
                : root["swagger"].Text is { } swagger ? $"It is of Swagger {swagger}."
                : "It has no `openapi`.";
            Report("ST1001", version is null ? file.SpanOf("/swagger") : root["openapi"].Span, $"The file is no API description that can be read. {what}", "OpenAPI 3.0 and 3.1 are read. Convert older ones, for example with `swagger2openapi`.");
            return null;
        }

        _files.Dialect = version.StartsWith("3.0.", StringComparison.Ordinal) ? JsonSchemaDialect.OpenApi30 : JsonSchemaDialect.Draft202012;
        _files.OpenAll();
        _security = Security(root["security"]);
        OpenApiOperation[] operations = [.. root["paths"].Members().Where(static p => p.Name.StartsWith('/')).SelectMany(p => PathItem(p.Name, p.Place))];
        foreach (IGrouping<string, OpenApiOperation> twice in operations.Where(static o => o.Id is not null).GroupBy(static o => o.Id!, StringComparer.Ordinal).Where(static g => g.Count() > 1))
        {
            OpenApiOperation second = twice.ElementAt(1);
            Report("ST1003", second.Span, $"Two operations have the operationId `{twice.Key}`.", "Give each its own: a contract that names it could mean either.");
        }

        return new(file.Path, version, root["info"]["title"].Text ?? file.Path)
        {
            Servers = [.. root["servers"].Items().Select(ServerAddress).OfType<string>()],
            Operations = [.. operations],
            Security = root["components"]["securitySchemes"].Members()
                .Select(m => (m.Name, Place: _files.Resolve(m.Place)))
                .Where(static m => m.Place is not null)
                .ToImmutableSortedDictionary(static m => m.Name, static m => Security(m.Place!, m.Place!["flows"]["clientCredentials"]), StringComparer.Ordinal),
            Files = _files.Paths,
        };
    }

    private static OpenApiSecurity Security(DescriptionPlace place, DescriptionPlace flow) => new(place["type"].Text ?? string.Empty)
    {
        Scheme = place["scheme"].Text?.ToLowerInvariant(),
        In = place["in"].Text,
        Name = place["name"].Text,
        TokenAddress = flow["tokenUrl"].Text,
    };

    /// <summary>The schemes of the first requirement; none when there is a way without.</summary>
    private static ImmutableArray<string> Security(DescriptionPlace requirements) =>
        requirements.Items().Any(static r => !r.Members().Any()) ? [] : [.. requirements.Items().Take(1).SelectMany(static r => r.Members()).Select(static m => m.Name)];

    private static string? ServerAddress(DescriptionPlace server)
    {
        string? address = server["url"].Text;
        foreach ((string name, DescriptionPlace variable) in server["variables"].Members())
        {
            address = address?.Replace($"{{{name}}}", variable["default"].Text ?? string.Empty, StringComparison.Ordinal);
        }

        return address;
    }

    private IEnumerable<OpenApiOperation> PathItem(string path, DescriptionPlace written)
    {
        if (Follow(written) is not { } item)
        {
            yield break;
        }

        OpenApiParameter[] shared = [.. item["parameters"].Items().Select(Parameter).OfType<OpenApiParameter>()];
        foreach ((string name, DescriptionPlace place) in item.Members())
        {
            if (Methods.Contains(name, StringComparer.Ordinal) && place.IsMap)
            {
                yield return Operation(name, new PathTemplate(path), place, shared);
            }
        }
    }

    private OpenApiOperation Operation(string method, PathTemplate template, DescriptionPlace place, OpenApiParameter[] shared)
    {
        OpenApiParameter[] own = [.. place["parameters"].Items().Select(Parameter).OfType<OpenApiParameter>()];
        return new(method.ToUpperInvariant(), template, place["operationId"].Text, place.Span)
        {
            Summary = place["summary"].Text,
            IsDeprecated = place["deprecated"].Flag(otherwise: false),
            Security = place["security"].Exists ? Security(place["security"]) : _security,
            Tags = [.. place["tags"].Items().Select(static t => t.Text).OfType<string>()],
            Parameters = [.. shared.Where(s => !own.Any(o => o.In == s.In && o.Name == s.Name)), .. own],
            RequestBody = place["requestBody"] is { Exists: true } body && Follow(body) is { } found
                ? new(found["required"].Flag(otherwise: false), Content(found), found.Span)
                : null,
            Responses = [.. place["responses"].Members().Where(static r => !r.Name.StartsWith("x-", StringComparison.Ordinal)).Select(r => Response(r.Name, r.Place)).OfType<OpenApiResponse>()],
        };
    }

    private OpenApiResponse? Response(string status, DescriptionPlace written) => Follow(written) is not { } place ? null : new(
        status,
        [.. place["headers"].Members().Where(static h => !h.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Select(h => Header(h.Name, h.Place)).OfType<OpenApiParameter>()],
        Content(place),
        place.Span);

    private OpenApiParameter? Header(string name, DescriptionPlace written) => Follow(written) is { } place ? Describe(name, "header", place) : null;

    private OpenApiParameter? Parameter(DescriptionPlace written)
    {
        if (Follow(written) is not { } place)
        {
            return null;
        }

        if (place["name"].Text is { } name && place["in"].Text is "path" or "query" or "header" or "cookie")
        {
            return Describe(name!, place["in"].Text!, place);
        }

        Report("ST1004", place.Span, "The parameter says neither what it is called nor where it travels.", "A parameter has a `name`, and `in: path`, `query`, `header` or `cookie`.");
        return null;
    }

    private OpenApiParameter Describe(string name, string where, DescriptionPlace place)
    {
        string style = place["style"].Text ?? (where is "query" or "cookie" ? "form" : "simple");
        return new(name, where, place["required"].Flag(otherwise: false) || where == "path", place.Span)
        {
            Style = style,
            IsExploded = place["explode"].Flag(otherwise: style == "form"),
            IsDeprecated = place["deprecated"].Flag(otherwise: false),
            Schema = SchemaOf(place["schema"]),
            Content = Content(place),
        };
    }

    private ImmutableArray<OpenApiMediaType> Content(DescriptionPlace holder) =>
        [.. holder["content"].Members().Select(m => new OpenApiMediaType(m.Name, SchemaOf(m.Place["schema"]), m.Place.Span) { Example = Example(m.Place) })];

    private JsonElement Example(DescriptionPlace media)
    {
        if (media["example"] is { Exists: true } example)
        {
            return example.Value;
        }

        DescriptionPlace? first = media["examples"].Members().Select(static e => e.Place).FirstOrDefault();
        return first is null ? default : _files.Resolve(first)?["value"].Value ?? default;
    }

    private OpenApiSchema? SchemaOf(DescriptionPlace place) => place.Exists ? new(_files, place.File, place.Pointer, place.Value) : null;

    /// <summary>What a place holds or refers to; null after a report.</summary>
    private DescriptionPlace? Follow(DescriptionPlace place)
    {
        DescriptionPlace? end = _files.Resolve(place);
        if (end is null)
        {
            DescriptionPlace reference = place["$ref"];
            Report("ST1002", reference.Span, $"`{reference.Text}` leads nowhere.", "References lead to a place in this file (`#/components/…`) or in a file beside it; nothing is fetched from the network.");
        }

        return end;
    }

    private void Report(string code, SourceSpan span, string message, string hint) =>
        _report(new(code, DiagnosticSeverity.Error, span, message, hint));
}
