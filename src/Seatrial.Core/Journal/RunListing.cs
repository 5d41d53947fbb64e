namespace Seatrial.Core.Journal;

/// <summary>A run as a list shows it; kept by the store from the run's own events.</summary>
/// <param name="Project">The project.</param>
/// <param name="RunId">The run.</param>
/// <param name="FirstEventAt">When it began.</param>
/// <param name="LastEventAt">When something last happened.</param>
/// <param name="LastSequence">How many events it has.</param>
/// <param name="IsClosed">Whether its last event closed it.</param>
public sealed record RunListing(
    string Project,
    string RunId,
    DateTimeOffset FirstEventAt,
    DateTimeOffset LastEventAt,
    long LastSequence,
    bool IsClosed);
