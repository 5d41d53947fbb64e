using Seatrial.Core.Documents;
using Seatrial.Project.Loading;
using Seatrial.Project.Yaml;

namespace Seatrial.Project.Formatting;

/// <summary>Gives files their one form: block style, single quotes, two spaces, keys in their usual order, comments kept.</summary>
/// <remarks>What it wrote is read again and compared with what was there, comments too, before anybody sees it.</remarks>
/// <param name="verbs">The keys of the verbs.</param>
public sealed class FlowFormatter(IReadOnlyCollection<string> verbs)
{
    private readonly HashSet<string> _verbs = [.. verbs, "parallel", "forEach"];

    /// <summary>Formats a file.</summary>
    /// <param name="file">Its path; by it a flow is known from other YAML.</param>
    /// <param name="text">Its text.</param>
    public FormatResult Format(string file, string text)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(text);
        List<Diagnostic> found = [];
        DocumentNode? before = YamlReader.Read(file, text, found.Add);
        if (before is null || found.Exists(static d => d.Severity == DiagnosticSeverity.Error))
        {
            return new FormatResult.Unreadable([.. found]);
        }

        string plain = text.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        (FormatNode root, List<FormatComment> comments) = FormatReader.Read(plain);
        bool isFlow = file.EndsWith(ProjectLoader.FlowSuffix, StringComparison.Ordinal);
        string formatted = new FormatWriter(_verbs, comments).Write(root, isFlow);
        return YamlReader.Read(file, formatted, static _ => { }) is { } after && SameMeaning.Holds(before, after)
            && FormatReader.Read(formatted).Comments.Select(static c => c.Text).Order(StringComparer.Ordinal).SequenceEqual(comments.Select(static c => c.Text).Order(StringComparer.Ordinal), StringComparer.Ordinal)
            ? new FormatResult.Formatted(formatted)
            : new FormatResult.Unsafe();
    }
}
