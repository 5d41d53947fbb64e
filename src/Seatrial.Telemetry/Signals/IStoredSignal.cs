namespace Seatrial.Telemetry.Signals;

/// <summary>A span or a log record, as far as keeping it goes.</summary>
internal interface IStoredSignal
{
    /// <summary>About how many bytes it holds.</summary>
    int Size { get; }

    /// <summary>Whether the trace has it already.</summary>
    bool IsIn(TraceEntry trace);

    /// <summary>Whether the trace may take one more of its kind.</summary>
    bool FitsIn(TraceEntry trace, SignalStoreOptions bounds);

    /// <summary>Puts it into the trace.</summary>
    /// <returns>How much more is held now.</returns>
    SignalUsage PutInto(TraceEntry trace);
}
