using System.Runtime.InteropServices;

namespace Seatrial.Telemetry.Signals;

/// <summary>How much is held.</summary>
/// <param name="Traces">Traces, also those of which nothing came yet.</param>
/// <param name="Bytes">About how many bytes.</param>
/// <param name="Spans">Spans.</param>
/// <param name="Logs">Log records.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SignalUsage(long Traces, long Bytes, long Spans, long Logs);
