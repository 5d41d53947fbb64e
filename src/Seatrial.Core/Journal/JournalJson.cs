using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Seatrial.Core.Environments;
using Seatrial.Core.Flows;
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
        RunEvent.StepFinished step when StepJson.Takes(step) => StepJson.Write(step),
        RunEvent run => Serialize(run, JournalJsonContext.Default.RunEvent),
        EnvironmentEvent environment => Serialize(environment, JournalJsonContext.Default.EnvironmentEvent),
        _ => throw new ArgumentException($"{journalEvent.GetType().Name} is not an event of a known stream.", nameof(journalEvent)),
    };

    /// <summary>Writes what a step sent and received: the content of its blob.</summary>
    /// <param name="exchange">The exchange; masked.</param>
    /// <returns>UTF-8 JSON.</returns>
    public static byte[] Serialize(StepExchange exchange) => StepJson.Write(exchange);

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

    private static byte[] Serialize<T>(T value, JsonTypeInfo<T> type)
    {
        PieceBuffer buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            JsonSerializer.Serialize(json, value, type);
        }

        return buffer.ToArray();
    }
}
