using Seatrial.Flows.Running;

namespace Seatrial.Flows.Blocks;

/// <summary>One branch, or one item, of a block.</summary>
/// <param name="name">Its name for people; not masked.</param>
/// <param name="frame">Its steps and what they can read.</param>
internal sealed class BlockLane(string name, FlowFrame frame)
{
    public string Name => name;

    public FlowFrame Frame => frame;

    /// <summary>What came of it, once it ended.</summary>
    public FlowRun? Run { get; set; }
}
