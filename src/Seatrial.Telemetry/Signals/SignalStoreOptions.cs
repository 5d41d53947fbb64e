namespace Seatrial.Telemetry.Signals;

/// <summary>How much telemetry is kept in memory.</summary>
public sealed class SignalStoreOptions
{
    /// <summary>Where the options are found in configuration.</summary>
    public const string Section = "Telemetry:Signals";

    /// <summary>The most bytes kept for runs, as estimated.</summary>
    /// <value>16 MiB to 1 TiB; 256 MiB unless told.</value>
    public long MaxBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>The most spans and log records together kept for runs.</summary>
    /// <value>100 to 1,000,000,000; 1,000,000 unless told.</value>
    public long MaxItems { get; set; } = 1_000_000;

    /// <summary>The most spans kept of one trace.</summary>
    /// <value>10 to 1,000,000; 10,000 unless told.</value>
    public int MaxSpansPerTrace { get; set; } = 10_000;

    /// <summary>The most log records kept of one trace.</summary>
    /// <value>10 to 1,000,000; 10,000 unless told.</value>
    public int MaxLogsPerTrace { get; set; } = 10_000;

    /// <summary>The most runs something is kept for.</summary>
    /// <value>1 to 100,000; 1,000 unless told.</value>
    public int MaxRuns { get; set; } = 1_000;

    /// <summary>The most traces kept that nobody announced, in case the announcement is late.</summary>
    /// <value>0 (keep none) to 1,000,000; 4,096 unless told.</value>
    public int MaxUnannouncedTraces { get; set; } = 4_096;

    /// <summary>The most bytes kept of traces that nobody announced, beside <see cref="MaxBytes"/>.</summary>
    /// <value>0 (keep none) to 64 GiB; 32 MiB unless told.</value>
    public long MaxUnannouncedBytes { get; set; } = 32L * 1024 * 1024;

    /// <summary>Over how many locks the traces are spread.</summary>
    /// <value>A power of two, 1 to 256; 16 unless told. The bounds for unannounced traces are shared out evenly.</value>
    public int Shards { get; set; } = 16;
}
