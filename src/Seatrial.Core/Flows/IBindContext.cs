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

    /// <summary>The services of the project, whose names are variables holding their base address.</summary>
    IReadOnlyCollection<string> Services { get; }

    /// <summary>Reads a file of the project, which becomes part of its snapshot and of the flow's hash.</summary>
    /// <param name="path">Its path as written, relative to the project folder.</param>
    /// <returns>Its content; null after a report: it is not there, leads out of the project, or is too large.</returns>
    ReadOnlyMemory<byte>? ReadFile(DocumentNode.Scalar path) => null;

    /// <summary>The identifiers of the project's flows, for <c>call</c>.</summary>
    IReadOnlyCollection<string> FlowIds { get; }
}
