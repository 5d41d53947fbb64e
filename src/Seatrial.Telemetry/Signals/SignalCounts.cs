using System.Runtime.InteropServices;

namespace Seatrial.Telemetry.Signals;

/// <summary>What became of one kind of signal since the start. Only ever grows.</summary>
/// <param name="Received">How many arrived.</param>
/// <param name="Stored">How many were kept, for the first time.</param>
/// <param name="Duplicates">How many were there already, and were replaced (spans) or passed over (log records).</param>
/// <param name="Rejected">How many were invalid: no usable trace or span id.</param>
/// <param name="Dropped">How many found no room, or belong to no trace and so cannot be used.</param>
/// <param name="Evicted">How many were kept, and later made room for others.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SignalCounts(
    long Received,
    long Stored,
    long Duplicates,
    long Rejected,
    long Dropped,
    long Evicted);
