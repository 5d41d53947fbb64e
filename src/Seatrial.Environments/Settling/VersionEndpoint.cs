using System.Text.Json;

namespace Seatrial.Environments.Settling;

/// <summary>Where a service tells its version.</summary>
/// <param name="Service">The service.</param>
/// <param name="Address">What to GET.</param>
/// <param name="Read">Takes the version out of the answer; null when it is not there.</param>
public sealed record VersionEndpoint(string Service, Uri Address, Func<JsonElement, string?> Read);
