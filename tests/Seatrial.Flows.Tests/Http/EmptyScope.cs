using Seatrial.Core.Flows;

namespace Seatrial.Flows.Tests.Http;

/// <summary>A scope in which nothing has a name.</summary>
internal sealed class EmptyScope : IFlowScope
{
    public DateTimeOffset Now => DateTimeOffset.UnixEpoch;

    public bool TryGet(string name, out FlowValue value)
    {
        value = default;
        return false;
    }

    public Guid NextGuid() => Guid.Empty;
}
