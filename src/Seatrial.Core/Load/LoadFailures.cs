namespace Seatrial.Core.Load;

/// <summary>Journeys of a load that failed alike.</summary>
/// <param name="Step">The step they failed in; empty for those that were too many to tell apart.</param>
/// <param name="Signature">What they have in common, without values.</param>
/// <param name="Count">How many.</param>
/// <param name="Journey">The first of them, from 1: its steps are recorded, if those of any are.</param>
public sealed record LoadFailures(string Step, string Signature, long Count, int Journey);
