using System.Collections.Immutable;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Loading;

/// <summary>The texts a project is made of: its own files, and those they name, such as rows of data. All of them make its hash and its snapshot.</summary>
/// <param name="files">The files known so far: all there are when the project comes from a snapshot.</param>
/// <param name="folder">The folder further files are read from; null for a snapshot.</param>
/// <param name="report">Takes what is found.</param>
internal sealed class ProjectSources(ImmutableSortedDictionary<string, string> files, string? folder, Action<Diagnostic> report)
{
    /// <summary>All texts, by path relative to the project folder, with slashes.</summary>
    public ImmutableSortedDictionary<string, string> Files { get; private set; } = files;

    /// <summary>The text of a file that another file names; null after a report.</summary>
    /// <param name="written">Its path as written, relative to the project folder.</param>
    public string? Read(DocumentNode.Scalar written)
    {
        string path = written.Text.Replace('\\', '/');
        if (path.Length == 0 || path.StartsWith('/') || path.Contains(':', StringComparison.Ordinal) || path.Split('/').Any(static part => part is "" or "." or ".."))
        {
            Report("ST0008", written.Span, $"`{written.Text}` is not a path inside the project.", "Write it relative to the folder of seatrial.yaml, without `..`: `data/items.csv`.");
            return null;
        }

        if (Files.TryGetValue(path, out string? text))
        {
            return text;
        }

        string full = Path.Combine(folder ?? string.Empty, path);
        if (folder is null || !File.Exists(full))
        {
            Report("ST0009", written.Span, $"There is no file `{path}` in the project.", "Paths are relative to the folder of seatrial.yaml. Check the name, and its upper and lower case.");
            return null;
        }

        if (LeavesFolder(full))
        {
            Report("ST0008", written.Span, $"`{written.Text}` leads out of the project.", "Put the file itself there: links are not followed.");
            return null;
        }

        text = ProjectFiles.ReadFile(full, path, report);
        if (text is not null)
        {
            Files = Files.Add(path, text);
        }

        return text;
    }

    /// <summary>Whether any part of a path is a link.</summary>
    private bool LeavesFolder(string full)
    {
        for (string? part = full; part is not null && part.Length > folder!.Length; part = Path.GetDirectoryName(part))
        {
            if (new FileInfo(part).LinkTarget is not null)
            {
                return true;
            }
        }

        return false;
    }

    private void Report(string code, SourceSpan span, string message, string hint) =>
        report(new(code, DiagnosticSeverity.Error, span, message, hint));
}
