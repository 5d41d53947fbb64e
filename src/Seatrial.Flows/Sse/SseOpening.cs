using Seatrial.Core.Flows;
using Seatrial.Flows.Http;

namespace Seatrial.Flows.Sse;

/// <summary>What came of asking for a stream.</summary>
/// <param name="Sent">What was sent.</param>
/// <param name="Stream">The answer whose body is the stream; null when there is none.</param>
/// <param name="Refused">The answer that is something else; null when there is a stream.</param>
internal sealed record SseOpening(StepExchange Sent, HttpResponseMessage? Stream, HttpAnswer? Refused);
