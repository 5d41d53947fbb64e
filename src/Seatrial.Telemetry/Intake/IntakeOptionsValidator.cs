using System.Net;
using Microsoft.Extensions.Options;

namespace Seatrial.Telemetry.Intake;

/// <summary>Tells everything that is wrong with the options of the intake at once.</summary>
internal sealed class IntakeOptionsValidator : IValidateOptions<IntakeOptions>
{
    public ValidateOptionsResult Validate(string? name, IntakeOptions options)
    {
        var ranges = new RangeCheck(IntakeOptions.Section);
        ranges.Require(
            IPAddress.TryParse(options.Address, out _),
            nameof(options.Address),
            $"must be an IP address, but is '{options.Address}'");
        ranges.Check(nameof(options.GrpcPort), options.GrpcPort, 0, 65_535);
        ranges.Check(nameof(options.HttpPort), options.HttpPort, 0, 65_535);
        ranges.Require(
            options.GrpcPort == 0 || options.GrpcPort != options.HttpPort,
            nameof(options.HttpPort),
            "must differ from the port for gRPC, for the two speak different versions of HTTP");
        ranges.Check(nameof(options.MaxRequestBytes), options.MaxRequestBytes, 1 << 10, 1 << 30);
        ranges.Check(nameof(options.MaxConcurrentRequests), options.MaxConcurrentRequests, 1, 10_000);
        ranges.Check(nameof(options.MaxInFlightBytes), options.MaxInFlightBytes, options.MaxRequestBytes, 64L << 30);
        ranges.Require(
            options.RetryAfter >= TimeSpan.FromSeconds(1) && options.RetryAfter <= TimeSpan.FromMinutes(5),
            nameof(options.RetryAfter),
            $"must be between 00:00:01 and 00:05:00, but is {options.RetryAfter:c}");
        return ranges.Result;
    }
}
