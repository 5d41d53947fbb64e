using System.Buffers;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Seatrial.Environments.Supervision;

/// <summary>One line of JSON there, one line back, over a socket that only its owner can open.</summary>
internal static class ControlProtocol
{
    /// <summary>The longest line, its end included.</summary>
    public const int LongestLine = 4 * 1024 * 1024;

    private const byte LineEnd = (byte)'\n';

    /// <summary>Reads a request; whatever the bytes are, the result is a request or a reason.</summary>
    public static (ControlRequest? Request, string? Fault) Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            ControlRequest? request = JsonSerializer.Deserialize(line, SupervisionJson.Default.ControlRequest);
            return request is null || HasGaps(request) ? (null, "the request, or an item of it, is null") : (request, null);
        }
        catch (JsonException error)
        {
            // Paths and positions only: a value could be a secret.
            return (null, $"the request cannot be read at {error.Path ?? "$"}, byte {error.BytePositionInLine ?? 0}");
        }
        catch (Exception error) when (error is NotSupportedException or InvalidOperationException or ArgumentException)
        {
            return (null, "the request names no command, or is none");
        }
    }

    // The serializer holds null off properties, not off the items of lists and maps.
    private static bool HasGaps(ControlRequest request) => request switch
    {
        ControlRequest.Rollback rollback => rollback.Expected.Any(service => service is null),
        ControlRequest.Deploy { Plan: var plan } => plan.Services.Append(plan.Gateway).Any(service =>
            service is null || service.Run.Any(word => word is null) || service.Settings.Values.Any(value => value is null)),
        _ => false,
    };

    /// <summary>Reads up to the end of a line.</summary>
    /// <returns>The line without its end; null when the other side closed before or the line is too long.</returns>
    public static async Task<byte[]?> ReadLineAsync(Socket socket, CancellationToken cancellationToken)
    {
        var line = new ArrayBufferWriter<byte>(4096);
        while (line.WrittenCount < LongestLine)
        {
            Memory<byte> space = line.GetMemory(4096);
            int count = await socket.ReceiveAsync(space, SocketFlags.None, cancellationToken);
            if (count == 0)
            {
                return null;
            }

            int end = space.Span[..count].IndexOf(LineEnd);
            line.Advance(end < 0 ? count : end);
            if (end >= 0)
            {
                return line.WrittenSpan.ToArray();
            }
        }

        return null;
    }

    public static async Task WriteLineAsync<T>(Socket socket, T value, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(value, type), LineEnd];
        for (int sent = 0; sent < line.Length;)
        {
            sent += await socket.SendAsync(line.AsMemory(sent), SocketFlags.None, cancellationToken);
        }
    }
}
