using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Project.Loading;
using Seatrial.Project.Yaml;

namespace Seatrial.Project.Linting;

/// <summary>Finds what makes flows brittle: what passes today and fails, or stops meaning anything, for no fault of the product.</summary>
public static class Linter
{
    /// <summary>Looks at all files of a project.</summary>
    /// <param name="sources">The texts of its files; those that are no YAML are passed over.</param>
    public static LintResult Lint(ImmutableSortedDictionary<string, string> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        List<Diagnostic> found = [];
        int allowed = 0;
        ImmutableSortedDictionary<string, string> shown = sources;
        foreach ((string file, string text) in sources)
        {
            bool isFlow = file.EndsWith(ProjectLoader.FlowSuffix, StringComparison.Ordinal);
            if ((isFlow || file == ProjectLoader.ProjectFile) && YamlReader.Read(file, text, static _ => { }) is DocumentNode.Mapping root)
            {
                LintSheet sheet = new(isFlow ? LintFlow.Of(root) : new LintFlow(root, []));
                sheet.Check(isFlow ? LintRules.All : []);
                found.AddRange(sheet.Found);
                allowed += sheet.Allowed;
                shown = shown.SetItem(file, sheet.Blotted(text));
            }
        }

        return new(
            [
                .. found
                    .OrderBy(static d => d.Span.File, StringComparer.Ordinal)
                    .ThenBy(static d => d.Span.Line)
                    .ThenBy(static d => d.Span.Column)
                    .ThenBy(static d => d.Code, StringComparer.Ordinal),
            ],
            allowed,
            shown);
    }
}
