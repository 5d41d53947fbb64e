using System.Collections.Immutable;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Loading;

/// <summary>The texts a project is made of: its own files, and those they name, such as rows of data. All of them make its hash and its snapshot.</summary>
/// <param name="files">The files known so far: all there are when the project comes from a snapshot.</param>
/// <param name="folder">The folder further files are read from; null for a snapshot.</param>
/// <param name="report">Takes what is found.</param>
internal sealed class ProjectSources(ImmutableSortedDictionary<string, string> files, string? folder, Action<Diagnostic> report)
{
    private readonly HashSet<string> _unreadable = new(StringComparer.Ordinal);

    /// <summary>All texts, by path relative to the project folder, with slashes.</summary>
    public ImmutableSortedDictionary<string, string> Files { get; private set; } = files;

    /// <summary>The text of a file that another file names; null after a report.</summary>
    /// <param name="written">Its path as written, relative to the project folder.</param>
    public string? Read(DocumentNode.Scalar written) => Read(written, isText: true);

    /// <summary>The text of a file that need not be text, see <see cref="FileText"/>; null after a report.</summary>
    /// <param name="written">Its path as written, relative to the project folder.</param>
    public string? ReadAny(DocumentNode.Scalar written) => Read(written, isText: false);

    /// <summary>The content of a file; null after a report.</summary>
    /// <param name="written">Its path as written, relative to the project folder.</param>
    public ReadOnlyMemory<byte>? ReadBytes(DocumentNode.Scalar written)
    {
        // Not a conditional expression: a null array would become memory that is there, and empty.
        if (ReadAny(written) is { } text)
        {
            return FileText.ToBytes(text);
        }

        return null;
    }

    private string? Read(DocumentNode.Scalar written, bool isText)
    {
        string path = written.Text;
        if (!ProjectPath.IsInside(path))
        {
            Report("ST0008", written.Span, $"`{path}` is not a path inside the project.", "Write it relative to the folder of seatrial.yaml, without `..`: `data/items.csv`.");
            return null;
        }

        if (folder is not null && !Files.ContainsKey(path) && File.Exists(Path.Combine(folder, path)) && LeavesFolder(Path.Combine(folder, path)))
        {
            Report("ST0008", written.Span, $"`{path}` leads out of the project.", "Put the file itself there: links are not followed.");
            return null;
        }

        if (Find(path, isText) is { } text)
        {
            return text;
        }

        if (!_unreadable.Contains(path))
        {
            Report("ST0009", written.Span, $"There is no file `{path}` in the project.", "Paths are relative to the folder of seatrial.yaml. Check the name, and its upper and lower case.");
        }

        return null;
    }

    /// <summary>The text of a file; null when the project has none there, or it cannot be read, which is reported.</summary>
    /// <param name="path">Its path, relative to the project folder.</param>
    public string? Find(string path) => Find(path, isText: true);

    private string? Find(string path, bool isText)
    {
        if (!ProjectPath.IsInside(path))
        {
            return null;
        }

        if (Files.TryGetValue(path, out string? text))
        {
            return text;
        }

        string full = Path.Combine(folder ?? string.Empty, path);
        if (folder is null || _unreadable.Contains(path) || !File.Exists(full) || LeavesFolder(full))
        {
            return null;
        }

        text = ProjectFiles.ReadFile(full, path, report, isText);
        if (text is null)
        {
            _unreadable.Add(path);
            return null;
        }

        Files = Files.Add(path, text);
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
