using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;

namespace Seatrial.Project.Arazzo;

/// <summary>Makes what the steps of a workflow do: requests of operations, and calls of other workflows.</summary>
public interface IOperationVerb
{
    /// <summary>An action that makes a request.</summary>
    /// <param name="call">The request.</param>
    IStepAction Request(OperationCall call);

    /// <summary>An action that runs another flow.</summary>
    /// <param name="flowId">The flow.</param>
    /// <param name="inputs">What it is given.</param>
    /// <param name="span">Where the call stands.</param>
    IStepAction Call(string flowId, ImmutableArray<KeyValuePair<string, IBoundValue>> inputs, SourceSpan span);
}
