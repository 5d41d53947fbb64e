namespace Seatrial.Telemetry.Intake;

/// <summary>Nanoseconds since 1970, as OTLP tells time. All of them fit: the last one lies in the year 2554.</summary>
internal static class UnixTime
{
    internal static DateTimeOffset FromNanoseconds(ulong nanoseconds) => new(
        DateTimeOffset.UnixEpoch.Ticks + (long)(nanoseconds / TimeSpan.NanosecondsPerTick),
        TimeSpan.Zero);
}
