using System.Text.Json;
using Seatrial.Core.Environments;
using Seatrial.Core.Runs;

namespace Seatrial.Core.Journal;

/// <summary>The stored form of events: one JSON object each, its type in the property <c>event</c>.</summary>
public static class JournalJson
{
    /// <summary>The version of the stored form; readers accept this one and older ones.</summary>
    public const int FormatVersion = 1;

    /// <summary>Writes an event.</summary>
    /// <param name="journalEvent">The event.</param>
    /// <returns>UTF-8 JSON.</returns>
    public static byte[] Serialize(JournalEvent journalEvent) => journalEvent switch
    {
        RunEvent run => JsonSerializer.SerializeToUtf8Bytes(run, JournalJsonContext.Default.RunEvent),
        EnvironmentEvent environment => JsonSerializer.SerializeToUtf8Bytes(environment, JournalJsonContext.Default.EnvironmentEvent),
        _ => throw new ArgumentException($"{journalEvent.GetType().Name} is not an event of a known stream.", nameof(journalEvent)),
    };

    /// <summary>Reads an event.</summary>
    /// <param name="kind">The stream it stands in.</param>
    /// <param name="json">UTF-8 JSON.</param>
    /// <exception cref="SeatrialException">The text is not an event this version knows.</exception>
    public static JournalEvent Deserialize(StreamKind kind, ReadOnlySpan<byte> json)
    {
        try
        {
            JournalEvent? journalEvent = kind == StreamKind.Run
                ? JsonSerializer.Deserialize(json, JournalJsonContext.Default.RunEvent)
                : JsonSerializer.Deserialize(json, JournalJsonContext.Default.EnvironmentEvent);
            return journalEvent ?? throw new JsonException("null is not an event.");
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new SeatrialException(
                "journal-unreadable-event",
                $"An event of the journal could not be read: {exception.Message} It may have been written by a newer version; use that one.",
                isTransient: false,
                exception);
        }
    }
}
