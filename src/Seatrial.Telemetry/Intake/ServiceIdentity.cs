using OpenTelemetry.Proto.Resource.V1;
using Seatrial.Telemetry.Signals;

namespace Seatrial.Telemetry.Intake;

/// <summary>Which service speaks.</summary>
/// <param name="Name">Its name; OpenTelemetry's word for an unknown one when it did not say.</param>
/// <param name="Version">Its version, or null.</param>
internal sealed record ServiceIdentity(string Name, string? Version)
{
    internal static ServiceIdentity Read(Resource? resource, AttributeReader attributes)
    {
        var name = Find(resource, SemanticNames.ServiceName);
        var version = Find(resource, SemanticNames.ServiceVersion);
        return new ServiceIdentity(
            attributes.Share(name ?? SemanticNames.UnknownService, SignalText.MaxKeyLength),
            version is null ? null : attributes.Share(version, SignalText.MaxKeyLength));
    }

    private static string? Find(Resource? resource, string key) =>
        AttributeReader.Find(resource?.Attributes, key, SignalText.MaxKeyLength) is { Length: > 0 } value ? value : null;
}
