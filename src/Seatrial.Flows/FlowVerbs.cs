using Seatrial.Core.Flows;
using Seatrial.Flows.Calling;
using Seatrial.Flows.Http;
using Seatrial.Flows.Redis;

namespace Seatrial.Flows;

/// <summary>The verbs of this room, to load projects with.</summary>
public static class FlowVerbs
{
    /// <summary>All of them.</summary>
    /// <param name="transport">The connections of the process.</param>
    public static IReadOnlyList<IStepVerb> All(HttpTransport transport) => [new HttpVerb(transport), new CallVerb(), new RedisVerb(transport.Time)];
}
