using System.Numerics;
using Microsoft.Extensions.Options;
using Seatrial.Telemetry.Intake;

namespace Seatrial.Telemetry.Signals;

/// <summary>Tells everything that is wrong with the options of the signal store at once.</summary>
internal sealed class SignalStoreOptionsValidator : IValidateOptions<SignalStoreOptions>
{
    public ValidateOptionsResult Validate(string? name, SignalStoreOptions options)
    {
        var ranges = new RangeCheck(SignalStoreOptions.Section);
        ranges.Check(nameof(options.MaxBytes), options.MaxBytes, 16L << 20, 1L << 40);
        ranges.Check(nameof(options.MaxItems), options.MaxItems, 100, 1_000_000_000);
        ranges.Check(nameof(options.MaxSpansPerTrace), options.MaxSpansPerTrace, 10, 1_000_000);
        ranges.Check(nameof(options.MaxLogsPerTrace), options.MaxLogsPerTrace, 10, 1_000_000);
        ranges.Check(nameof(options.MaxRuns), options.MaxRuns, 1, 100_000);
        ranges.Check(nameof(options.MaxUnannouncedTraces), options.MaxUnannouncedTraces, 0, 1_000_000);
        ranges.Check(nameof(options.MaxUnannouncedBytes), options.MaxUnannouncedBytes, 0, 64L << 30);
        ranges.Check(nameof(options.Shards), options.Shards, 1, 256);
        ranges.Require(
            BitOperations.IsPow2(options.Shards),
            nameof(options.Shards),
            FormattableString.Invariant($"must be a power of two, but is {options.Shards}"));
        return ranges.Result;
    }
}
