using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Project.Yaml;

namespace Seatrial.Project.Loading;

/// <summary>The flow files of a project, read and named.</summary>
internal static class FlowFiles
{
    private const int Most = 10_000;

    /// <summary>Reads them; a file whose name cannot be an id, or whose id is taken, is reported and left out.</summary>
    /// <returns>File and root (null after a syntax error), by flow id.</returns>
    public static ImmutableSortedDictionary<string, (string File, DocumentNode? Root)> Read(
        ImmutableSortedDictionary<string, string> sources,
        Action<Diagnostic> report)
    {
        var flows = ImmutableSortedDictionary.CreateBuilder<string, (string File, DocumentNode? Root)>(StringComparer.Ordinal);
        foreach ((string file, string text) in sources)
        {
            if (!file.EndsWith(ProjectLoader.FlowSuffix, StringComparison.Ordinal))
            {
                continue;
            }

            if (flows.Count == Most)
            {
                report(new("ST0005", DiagnosticSeverity.Error, SourceSpan.WholeFile(file), $"The project has more than {Most:N0} flows.", "Make it several projects."));
                break;
            }

            string id = IdOf(file);
            if (!IsId(id))
            {
                report(new("ST0006", DiagnosticSeverity.Error, SourceSpan.WholeFile(file), "The file's path cannot name a flow.", "Use letters, digits, `-`, `_`, `.` and folders, and begin each part with a letter or digit: `flows/checkout/guest.flow.yaml`."));
            }
            else if (flows.TryGetValue(id, out var other))
            {
                report(new("ST0007", DiagnosticSeverity.Error, SourceSpan.WholeFile(file), $"`{other.File}` names the same flow, `{id}`.", "Rename one of the two."));
            }
            else
            {
                flows.Add(id, (file, YamlReader.Read(file, text, report)));
            }
        }

        return flows.ToImmutable();
    }

    /// <summary>The id of a flow: its path below <c>flows/</c> without the ending.</summary>
    private static string IdOf(string path)
    {
        string id = path[..^ProjectLoader.FlowSuffix.Length];
        return id.StartsWith("flows/", StringComparison.Ordinal) ? id["flows/".Length..] : id;
    }

    private static bool IsId(string id) => id.Length <= 200 && id.Split('/').All(part =>
        part.Length > 0 && char.IsAsciiLetterOrDigit(part[0]) && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'));
}
