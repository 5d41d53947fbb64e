using Seatrial.Core.Documents;

namespace Seatrial.Core.Flows;

/// <summary>What a verb may ask while it binds what the user wrote.</summary>
public interface IBindContext
{
    /// <summary>Reports something wrong or doubtful; binding goes on, so that all is found at once.</summary>
    /// <param name="diagnostic">What was found.</param>
    void Report(Diagnostic diagnostic);

    /// <summary>Binds a value; <c>{{ }}</c> inside it, at any depth, is expanded when it is evaluated. Unknown names are reported here.</summary>
    /// <param name="node">What the user wrote.</param>
    IBoundValue Bind(DocumentNode node);

    /// <summary>The project's folder, absolute: where commands run.</summary>
    string Folder { get; }

    /// <summary>The text of a file that the step names, relative to the project's folder; it becomes part of the snapshot. Null after a report.</summary>
    /// <param name="path">Its path as written.</param>
    string? ReadFile(DocumentNode.Scalar path);

    /// <summary>The text of a file that another file names; it becomes part of the snapshot. Null when the project has none there.</summary>
    /// <param name="path">Its path, relative to the project's folder.</param>
    string? FindFile(string path);

    /// <summary>The services of the project, whose names are variables holding their base address.</summary>
    IReadOnlyCollection<string> Services { get; }

    /// <summary>Reads a file of the project, which becomes part of its snapshot and of the flow's hash.</summary>
    /// <param name="path">Its path as written, relative to the project folder.</param>
    /// <returns>Its content; null after a report: it is not there, leads out of the project, or is too large.</returns>
    ReadOnlyMemory<byte>? ReadBytes(DocumentNode.Scalar path) => null;

    /// <summary>The identifiers of the project's flows, for <c>call</c>.</summary>
    IReadOnlyCollection<string> FlowIds { get; }
}
