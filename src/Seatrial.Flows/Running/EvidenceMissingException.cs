using System.Collections.Immutable;

namespace Seatrial.Flows.Running;

/// <summary>What a step judges by did not come: it says nothing of the product.</summary>
/// <param name="lines">What is missing and why; the first line stands for all.</param>
internal sealed class EvidenceMissingException(ImmutableArray<string> lines) : Exception(lines[0])
{
    public ImmutableArray<string> Lines => lines;
}
