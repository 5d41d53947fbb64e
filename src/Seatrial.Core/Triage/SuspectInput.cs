using System.Collections.Immutable;
using Seatrial.Core.Deployments;

namespace Seatrial.Core.Triage;

/// <summary>All that suspects are ranked from.</summary>
/// <param name="Failing">The failing steps; the suspects explain these.</param>
/// <param name="Others">The traces of the flows' other steps in this run.</param>
/// <param name="Changed">The services this deployment changed.</param>
/// <param name="Versions">The versions that answered; a service without one is passed through, such as a gateway.</param>
public sealed record SuspectInput(
    ImmutableArray<FailingStep> Failing,
    ImmutableArray<TraceSignals> Others,
    ImmutableArray<string> Changed,
    VersionSet Versions);
