namespace Seatrial.Environments.Supervision;

/// <summary>How to find a supervisor that runs.</summary>
/// <param name="Process">Its process.</param>
/// <param name="Socket">Where it listens.</param>
internal sealed record SupervisorIdentity(ProcessIdentity Process, string Socket);
