namespace Seatrial.Telemetry.Signals;

/// <summary>The numbers all shards of a store share.</summary>
internal sealed class StoreMeters
{
    internal UsageMeter Announced { get; } = new();

    internal UsageMeter Unannounced { get; } = new();

    internal SignalCounter Spans { get; } = new();

    internal SignalCounter Logs { get; } = new();

    internal SignalCounter Metrics { get; } = new();

    internal bool HasRoomFor(int size, SignalStoreOptions bounds)
    {
        var held = Announced.Current;
        return held.Bytes + size <= bounds.MaxBytes && held.Spans + held.Logs < bounds.MaxItems;
    }
}
