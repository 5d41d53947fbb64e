namespace Seatrial.Core.Load;

/// <summary>A stretch of time of a load.</summary>
/// <param name="At">When it began, from the beginning of the load.</param>
/// <param name="Began">How many journeys began in it.</param>
/// <param name="Ended">How many ended in it.</param>
/// <param name="Failed">How many of those failed.</param>
/// <param name="Dropped">How many could not begin in it, because all users were busy.</param>
/// <param name="Mean">How long the journeys that ended in it took, on average.</param>
/// <param name="Most">How long the longest of them took.</param>
public sealed record LoadPoint(TimeSpan At, int Began, int Ended, int Failed, int Dropped, TimeSpan Mean, TimeSpan Most);
