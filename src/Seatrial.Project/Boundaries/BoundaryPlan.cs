using System.Collections.Immutable;

namespace Seatrial.Project.Boundaries;

/// <summary>What a boundary is about.</summary>
/// <param name="Routes">The routes of its rules.</param>
/// <param name="Public">Operations that are open to everybody on purpose: <c>SERVICE.OPERATION</c>.</param>
public sealed record BoundaryPlan(ImmutableArray<BoundaryRoute> Routes, ImmutableArray<string> Public);
