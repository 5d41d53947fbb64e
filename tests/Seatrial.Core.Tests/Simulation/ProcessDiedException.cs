namespace Seatrial.Core.Tests.Simulation;

/// <summary>Thrown at every boundary a dead process reaches: it can neither append nor act any more.</summary>
internal sealed class ProcessDiedException() : Exception("the process is dead");
