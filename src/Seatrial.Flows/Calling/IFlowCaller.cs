using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Calling;

/// <summary>Runs flows for the steps that call them.</summary>
internal interface IFlowCaller
{
    /// <param name="flowId">The flow.</param>
    /// <param name="inputs">What it is given.</param>
    /// <param name="span">Where the call stands.</param>
    ValueTask<CallAnswer> CallAsync(string flowId, ImmutableDictionary<string, FlowValue> inputs, SourceSpan span);
}
