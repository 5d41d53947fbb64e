using System.Collections.Immutable;
using Seatrial.Core.Documents;

namespace Seatrial.Environments.Releases;

/// <summary>Reads release manifests and the <c>process:</c> part of an environment. Collects everything that is wrong.</summary>
/// <remarks>
/// <code>
/// release: 1.1.0
/// why: Longer pages.
/// services:
///   catalog: { version: 1.1.0, build: out/catalog, run: [dotnet, Catalog.dll], settings: { Catalog__PageSize: "60" } }
/// </code>
/// </remarks>
public static class ReleaseReader
{
    /// <summary>Reads a release manifest.</summary>
    /// <param name="document">The manifest's tree.</param>
    public static ReleaseReading<ReleaseManifest> ReadManifest(DocumentNode document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var fields = new FieldReader();
        DocumentNode.Mapping? root = fields.Map(document, "A release");
        if (root is null)
        {
            return new(null, fields.Diagnostics);
        }

        // What is at fault in a prepared defect is for people and tests; nothing here may know it.
        fields.OnlyKeys(root, "release", "why", "services", "fault");
        string? name = fields.RequiredText(root, "release");
        string? why = fields.OptionalText(root, "why");
        var services = ImmutableArray.CreateBuilder<ServiceRelease>();
        if (fields.RequiredMap(root, "services") is { } map)
        {
            if (map.Entries.IsEmpty)
            {
                fields.Report("ST0903", map.Span, "A release has at least one service.", "List the services under `services:`.");
            }

            foreach (MappingEntry entry in map.Entries)
            {
                if (ReadService(fields, entry.Key.Text, entry.Key.Span, entry.Value) is { } service)
                {
                    services.Add(service);
                }
            }
        }

        return fields.Diagnostics.IsEmpty
            ? new(new ReleaseManifest(name!, why, services.ToImmutable()), [])
            : new(null, fields.Diagnostics);
    }

    /// <summary>Reads the <c>process:</c> part of an environment.</summary>
    /// <param name="document">The value of <c>process</c>.</param>
    public static ReleaseReading<ProcessSpec> ReadSpec(DocumentNode document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var fields = new FieldReader();
        DocumentNode.Mapping? root = fields.Map(document, "`process`");
        if (root is null)
        {
            return new(null, fields.Diagnostics);
        }

        fields.OnlyKeys(root, "gateway", "root", "ready", "settings");
        ServiceRelease? gateway = root.Find("gateway") is { } entry
            ? ReadService(fields, ReleaseRules.GatewayName, entry.Key.Span, entry.Value)
            : fields.Missing<ServiceRelease>(root, "gateway");
        string path = fields.OptionalText(root, "root") ?? ".";
        string ready = fields.OptionalText(root, "ready") ?? "/health/ready";
        if (!ReleaseRules.IsRequestPath(ready))
        {
            fields.Report("ST0911", FieldReader.SpanOf(root, "ready"), "`ready` is not the path of a request.", "Write it like `/health/ready`.");
        }

        ImmutableSortedDictionary<string, string> settings = ReadSettings(fields, root);
        return fields.Diagnostics.IsEmpty
            ? new(new ProcessSpec(gateway!, path, ready, settings), [])
            : new(null, fields.Diagnostics);
    }

    private static ServiceRelease? ReadService(FieldReader fields, string name, SourceSpan nameSpan, DocumentNode node)
    {
        if (!ReleaseRules.IsServiceName(name))
        {
            fields.Report(
                "ST0906",
                nameSpan,
                $"`{name}` cannot be the name of a service.",
                "Use up to 64 lower-case letters, digits and dashes, a letter first.");
            return null;
        }

        if (fields.Map(node, $"The service `{name}`") is not { } map)
        {
            return null;
        }

        fields.OnlyKeys(map, "version", "build", "run", "settings");
        string? version = fields.RequiredText(map, "version");
        string? build = fields.RequiredText(map, "build");
        ImmutableArray<string> run = fields.RequiredTexts(map, "run");
        ImmutableSortedDictionary<string, string> settings = ReadSettings(fields, map);
        if (version is not null && !ReleaseRules.IsVersion(version))
        {
            fields.Report(
                "ST0907",
                FieldReader.SpanOf(map, "version"),
                $"`{version}` cannot be a version.",
                "Use up to 128 letters, digits and . _ + - characters.");
        }

        if (build is not null && !ReleaseRules.StaysInside(build))
        {
            fields.Report("ST0908", FieldReader.SpanOf(map, "build"), "The build lies outside the root.", "Give a folder below `root`.");
        }

        if (!run.IsDefaultOrEmpty && !ReleaseRules.IsProgram(run[0]))
        {
            fields.Report(
                "ST0909",
                FieldReader.SpanOf(map, "run"),
                $"`{run[0]}` is neither a program of the path nor a file of the build.",
                "Name a program, such as `dotnet`, or a file inside the build, such as `./catalog`.");
        }

        return version is null || build is null || run.IsDefaultOrEmpty
            ? null
            : new ServiceRelease(name, version, build, run, settings);
    }

    private static ImmutableSortedDictionary<string, string> ReadSettings(FieldReader fields, DocumentNode.Mapping map)
    {
        var settings = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (map.Find("settings") is not { } entry || fields.OptionalMap(entry) is not { } values)
        {
            return settings.ToImmutable();
        }

        foreach (MappingEntry setting in values.Entries)
        {
            if (ReleaseRules.WhyNoSetting(setting.Key.Text) is { } reason)
            {
                fields.Report("ST0910", setting.Key.Span, $"`{setting.Key.Text}` cannot be a setting: {reason}.", "Choose another name.");
            }
            else if (fields.Text(setting.Value, setting.Key.Text) is { } value)
            {
                settings[setting.Key.Text] = value;
            }
        }

        return settings.ToImmutable();
    }
}
