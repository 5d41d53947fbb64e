using Seatrial.Core.Deployments;

namespace Seatrial.Core.Tests.Simulation;

/// <summary>A deployment that is to land.</summary>
/// <param name="Land">Lands it in the world.</param>
/// <param name="WhenIdle">Whether it waits until nothing runs; otherwise it lands in the middle of what runs.</param>
internal sealed record Landing(Func<SimulatedWorld, Deployment> Land, bool WhenIdle = true);
