using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Flows;

/// <summary>The files that the steps of one flow name.</summary>
/// <param name="sources">The files of the project.</param>
internal sealed class StepFiles(ProjectSources sources)
{
    /// <summary>Those read so far, by path.</summary>
    public ImmutableSortedSet<string> Used { get; private set; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>A file's content; null after a report.</summary>
    public ReadOnlyMemory<byte>? Read(DocumentNode.Scalar path)
    {
        if (sources.ReadAny(path) is not { } text)
        {
            return null;
        }

        Used = Used.Add(path.Text);
        return FileText.ToBytes(text);
    }
}
