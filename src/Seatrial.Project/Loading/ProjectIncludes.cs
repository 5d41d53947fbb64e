using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Project.Yaml;

namespace Seatrial.Project.Loading;

/// <summary>Puts <c>seatrial.yaml</c> and the files it includes together. Nothing overrides anything: each name is said once.</summary>
/// <param name="sources">The files of the project.</param>
/// <param name="report">Takes what is found.</param>
internal sealed class ProjectIncludes(ProjectSources sources, Action<Diagnostic> report)
{
    public const string Key = "include";
    private const int MostFiles = 200;

    /// <summary>What may stand in a file that is included: names and what they mean.</summary>
    public static readonly ImmutableArray<string> Parts = ["services", "environments", "variables", "secrets", "tokens"];

    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    /// <summary>Puts them together; each part keeps the place where it was written.</summary>
    /// <param name="root">What stands in <c>seatrial.yaml</c>.</param>
    public DocumentNode Merge(DocumentNode root) => root is DocumentNode.Mapping map && map.Find(Key) is not null
        ? Merge(map, map, [ProjectLoader.ProjectFile])
        : root;

    private DocumentNode.Mapping Merge(DocumentNode.Mapping whole, DocumentNode.Mapping including, ImmutableArray<string> chain)
    {
        foreach (DocumentNode.Scalar path in PathsOf(including))
        {
            if (chain.Contains(path.Text, StringComparer.Ordinal))
            {
                Report("ST0451", path.Span, $"`{path.Text}` is being included: it would include itself for ever.", $"Remove this: {string.Join(" includes ", chain.Append(path.Text))}.");
            }
            else if (_read.Count < MostFiles && _read.Add(path.Text)
                && sources.Read(path) is { } text
                && YamlReader.Read(path.Text, text, report) is { } root)
            {
                MapReader reader = MapReader.Of(root, $"the included file `{path.Text}`", report);
                whole = Merge(Add(whole, reader.Map, path.Text), reader.Map, chain.Add(path.Text));
            }
        }

        return whole;
    }

    private IEnumerable<DocumentNode.Scalar> PathsOf(DocumentNode.Mapping map)
    {
        DocumentNode? written = map.Find(Key)?.Value;
        foreach (DocumentNode item in written is DocumentNode.Sequence list ? list.Items : written is null ? [] : [written])
        {
            if (item is DocumentNode.Scalar { Kind: not ScalarKind.Null } path)
            {
                yield return path;
            }
            else
            {
                Report("ST0202", item.Span, $"`include` must be files of the project, and this is {item.Describe()}.", "Write paths relative to seatrial.yaml: `include: [shared/services.yaml]`.");
            }
        }
    }

    private DocumentNode.Mapping Add(DocumentNode.Mapping whole, DocumentNode.Mapping part, string file)
    {
        foreach (MappingEntry entry in part.Entries.Where(static e => e.Key.Text != Key))
        {
            if (!Parts.Contains(entry.Key.Text, StringComparer.Ordinal))
            {
                string hint = Nearest.To(entry.Key.Text, Parts) is { } near ? $"Did you mean `{near}`?" : $"An included file can have: {string.Join(", ", Parts)} and `include`.";
                Report("ST0452", entry.Key.Span, $"`{entry.Key.Text}` cannot stand in `{file}`, which is included.", hint);
                continue;
            }

            whole = whole.Find(entry.Key.Text) is { } known
                ? whole with { Entries = whole.Entries.Replace(known, known with { Value = Joined(known.Value, entry.Value) }) }
                : whole with { Entries = whole.Entries.Add(entry) };
        }

        return whole;
    }

    private DocumentNode Joined(DocumentNode known, DocumentNode more)
    {
        if (more is not DocumentNode.Mapping added)
        {
            // Nothing, or what is no map: then it is told where it stands.
            return more is DocumentNode.Scalar { Kind: ScalarKind.Null } ? known : more;
        }

        if (known is not DocumentNode.Mapping map)
        {
            return known is DocumentNode.Scalar { Kind: ScalarKind.Null } ? more : known;
        }

        foreach (MappingEntry entry in added.Entries)
        {
            if (map.Find(entry.Key.Text) is { } first)
            {
                Report("ST0450", entry.Key.Span, $"`{entry.Key.Text}` is said here and at {first.Key.Span}.", "Say it in one of the two: no file overrides another.");
                continue;
            }

            map = map with { Entries = map.Entries.Add(entry) };
        }

        return map;
    }

    private void Report(string code, SourceSpan span, string message, string hint) => report(new(code, DiagnosticSeverity.Error, span, message, hint));
}
