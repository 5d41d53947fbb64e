using System.Collections.Immutable;

namespace Seatrial.Core.Remedies;

/// <summary>A remedy the environment offers, as the project lists it, smallest first.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Adapter">Who does it, such as <c>process</c>; empty for hold.</param>
/// <param name="Tell">Whom a hold tells.</param>
public sealed record RemedyOption(RemedyKind Kind, string Adapter, ImmutableArray<string> Tell);
