namespace Seatrial.Core.Journal;

/// <summary>Something that happened. Appended, never changed.</summary>
public abstract record JournalEvent
{
    /// <summary>When, by the clock of who appended it.</summary>
    public required DateTimeOffset At { get; init; }
}
