using Seatrial.Core.Documents;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Flows;

/// <summary>The files that the steps of one flow name: they are part of the flow's hash.</summary>
/// <param name="sources">The files of the project.</param>
/// <param name="folder">The project's folder.</param>
internal sealed class StepFiles(ProjectSources sources, string folder)
{
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    public string Folder => folder;

    public IReadOnlyCollection<string> Used => _used;

    public string? Read(DocumentNode.Scalar path) => Use(path.Text, sources.Read(path));

    public string? Find(string path) => Use(path, sources.Find(path));

    /// <summary>The content of a file that need not be text; null after a report.</summary>
    public ReadOnlyMemory<byte>? ReadBytes(DocumentNode.Scalar path)
    {
        ReadOnlyMemory<byte>? content = sources.ReadBytes(path);
        if (content is not null)
        {
            _used.Add(path.Text);
        }

        return content;
    }

    private string? Use(string path, string? text)
    {
        if (text is not null)
        {
            _used.Add(path);
        }

        return text;
    }
}
