using System.Text.Json;
using CloudNative.CloudEvents;
using Microsoft.AspNetCore.Http;
using Seatrial.Core.Deployments;

namespace Seatrial.Server.Intake;

/// <summary>
/// A CDEvent of the versions 0.1 to 0.6-draft that tells of a deployment:
/// <c>{context:{version|specversion,id,source,type,timestamp},subject:{id,content:{environment:{id},artifactId}},customData}</c>.
/// </summary>
/// <remarks>
/// Types are matched by prefix because their version moves with the specification. Everything that decides is taken from the
/// event itself and not from <c>ce-*</c> headers, which the signature does not cover. A CDEvent knows no previous version: it
/// may stand in <c>customData.previousVersion</c>, and a version that services tell in <c>customData.version</c>.
/// </remarks>
internal static class CdEventBody
{
    private static readonly string[] Deployments = ["dev.cdevents.service.deployed.", "dev.cdevents.service.upgraded."];

    /// <summary>Reads a body.</summary>
    /// <param name="request">The request, for its headers.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="environment">The environment of the address.</param>
    /// <param name="services">The services of the project.</param>
    public static IntakeReading Read(
        HttpRequest request,
        ReadOnlyMemory<byte> body,
        string environment,
        IReadOnlySet<string> services)
    {
        JsonBody json = new();
        using JsonDocument? document = json.Parse(body);
        if (document is null)
        {
            return new IntakeReading.Rejected("intake-malformed", json.Faults);
        }

        CloudEvent? cloudEvent = CloudEventBody.Read(request, body, out string fault);
        if (cloudEvent is null)
        {
            json.Wrong("$", $"not a CloudEvent: {fault}");
            return new IntakeReading.Rejected("cloudevents-malformed", json.Faults);
        }

        // What its type does not name as a deployment needs no further look: events to come may have any shape.
        if (!IsDeployment(cloudEvent.Type))
        {
            return new IntakeReading.Ignored($"{cloudEvent.Type} tells of no deployment");
        }

        if (cloudEvent.Data is not JsonElement { ValueKind: JsonValueKind.Object } data)
        {
            json.Wrong("$.data", "not a CDEvent");
            return new IntakeReading.Rejected("cdevents-invalid", json.Faults);
        }

        Deployment? deployment = ReadDeployment(json, data, cloudEvent, environment, services);
        return deployment is null || json.Faults.Count > 0
            ? new IntakeReading.Rejected("cdevents-invalid", json.Faults)
            : new IntakeReading.Accepted(deployment);
    }

    private static bool IsDeployment(string? type) =>
        type is not null && Array.Exists(Deployments, prefix => type.StartsWith(prefix, StringComparison.Ordinal));

    private static Deployment? ReadDeployment(
        JsonBody json,
        JsonElement data,
        CloudEvent cloudEvent,
        string environment,
        IReadOnlySet<string> services)
    {
        JsonElement context = json.Object(data, "$", "context");
        JsonElement subject = json.Object(data, "$", "subject");
        JsonElement content = json.Object(subject, "$.subject", "content");
        JsonElement place = json.Object(content, "$.subject.content", "environment");
        if (json.Faults.Count > 0)
        {
            return null;
        }

        string id = json.Required(context, "$.context", "id", 200);
        string source = json.Required(context, "$.context", "source", 500);
        CheckContext(json, context, cloudEvent, id, source);
        string placeId = json.Required(place, "$.subject.content.environment", "id", 500);
        if (placeId.Length > 0 && !string.Equals(placeId, environment, StringComparison.Ordinal))
        {
            json.Wrong("$.subject.content.environment.id", $"is not {environment}, the environment of this address");
        }

        string name = LastSegment(json.Required(subject, "$.subject", "id", 500));
        if (name.Length > 0 && !services.Contains(name))
        {
            json.Wrong("$.subject.id", "not a service of the project");
        }

        DateTimeOffset? at = json.Time(context, "$.context", "timestamp");
        if (at is null && json.Faults.Count == 0)
        {
            json.Wrong("$.context.timestamp", "missing");
        }

        DeployedService service = new(name, ReadVersion(json, data, content), ReadPreviousVersion(json, data));
        return new Deployment(id, $"cdevents:{source}", [service], at ?? default)
        {
            Revision = json.Optional(content, "$.subject.content", "artifactId", 500),
        };
    }

    private static void CheckContext(JsonBody json, JsonElement context, CloudEvent cloudEvent, string id, string source)
    {
        if (JsonBody.Find(context, "specversion").ValueKind == JsonValueKind.Undefined
            && JsonBody.Find(context, "version").ValueKind == JsonValueKind.Undefined)
        {
            json.Wrong("$.context.specversion", "missing");
        }

        string type = json.Required(context, "$.context", "type", 200);
        bool isSame = string.Equals(type, cloudEvent.Type, StringComparison.Ordinal)
            && string.Equals(id, cloudEvent.Id, StringComparison.Ordinal)
            && string.Equals(source, cloudEvent.Source?.OriginalString, StringComparison.Ordinal);
        if (!isSame)
        {
            json.Wrong("$.context", "id, source and type must equal those of the CloudEvent around it");
        }
    }

    private static string ReadVersion(JsonBody json, JsonElement data, JsonElement content)
    {
        JsonElement custom = JsonBody.Find(data, "customData");
        if (json.Optional(custom, "$.customData", "version", 256) is { } stated)
        {
            return json.Version(stated, "$.customData.version");
        }

        if (json.Optional(content, "$.subject.content", "artifactId", 500) is { } artifact
            && PackageUrl.VersionOf(artifact) is { } version)
        {
            return json.Version(version, "$.subject.content.artifactId");
        }

        json.Wrong("$.subject.content.artifactId", "names no version, and there is no customData.version");
        return string.Empty;
    }

    private static string? ReadPreviousVersion(JsonBody json, JsonElement data)
    {
        string? previous = json.Optional(JsonBody.Find(data, "customData"), "$.customData", "previousVersion", 256);
        return previous is null ? null : json.Version(previous, "$.customData.previousVersion");
    }

    /// <summary>Subjects are often paths, such as <c>/namespace/orders</c>.</summary>
    private static string LastSegment(string id) => id[(id.LastIndexOf('/') + 1)..];
}
