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

    /// <summary>The identifiers of the project's flows, for <c>call</c>.</summary>
    IReadOnlyCollection<string> FlowIds { get; }
}
