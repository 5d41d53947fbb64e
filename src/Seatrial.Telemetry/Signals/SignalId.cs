using System.Buffers.Binary;
using System.Globalization;

namespace Seatrial.Telemetry.Signals;

/// <summary>
/// Reads and writes the ids of traces and spans. Shorter ids than OpenTelemetry's, as older tracers send them, are
/// padded on the left with zeros; longer ones and zero are invalid.
/// </summary>
internal static class SignalId
{
    private const int TraceLength = 16;
    private const int SpanLength = 8;

    internal static bool TryReadTrace(ReadOnlySpan<byte> bytes, out UInt128 traceId)
    {
        traceId = default;
        if (bytes.Length > TraceLength)
        {
            return false;
        }

        Span<byte> padded = stackalloc byte[TraceLength];
        padded.Clear();
        bytes.CopyTo(padded[(TraceLength - bytes.Length)..]);
        traceId = BinaryPrimitives.ReadUInt128BigEndian(padded);
        return traceId != UInt128.Zero;
    }

    internal static bool TryReadSpan(ReadOnlySpan<byte> bytes, out ulong spanId)
    {
        spanId = 0;
        if (bytes.Length > SpanLength)
        {
            return false;
        }

        Span<byte> padded = stackalloc byte[SpanLength];
        padded.Clear();
        bytes.CopyTo(padded[(SpanLength - bytes.Length)..]);
        spanId = BinaryPrimitives.ReadUInt64BigEndian(padded);
        return spanId != 0;
    }

    internal static bool TryParseTrace(string text, out UInt128 traceId)
    {
        traceId = default;
        return text.Length is > 0 and <= TraceLength * 2
            && UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out traceId)
            && traceId != UInt128.Zero;
    }

    internal static string Format(UInt128 traceId) => traceId.ToString("x32", CultureInfo.InvariantCulture);

    internal static string Format(ulong spanId) => spanId.ToString("x16", CultureInfo.InvariantCulture);
}
