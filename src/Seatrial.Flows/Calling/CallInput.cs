using Seatrial.Core.Documents;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Calling;

/// <summary>A value given to a called flow.</summary>
internal sealed record CallInput(string Name, IBoundValue Value, SourceSpan Span);
