using Seatrial.Core.Remedies;

namespace Seatrial.Core.Runs;

/// <summary>What is to be done about a verdict, and why.</summary>
/// <param name="Kind">The remedy; null when none is called for.</param>
/// <param name="Adapter">Who does it; empty for hold.</param>
/// <param name="Mode">Whether it will be done or only recorded.</param>
/// <param name="Reason">Why this and not another, in one sentence.</param>
public sealed record RemedyDecision(RemedyKind? Kind, string Adapter, RunMode Mode, string Reason);
