using System.Collections.Immutable;
using System.Text.Json;
using Seatrial.Core.Deployments;

namespace Seatrial.Server.Intake;

/// <summary>
/// The webhook's own body:
/// <c>{"id","services":[{"name","version","previousVersion"}],"revision","actor","url","occurredAt"}</c>.
/// </summary>
internal static class DeploymentBody
{
    private const int MostServices = 100;

    /// <summary>Reads a body.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="services">The services of the project.</param>
    /// <param name="now">When it came.</param>
    public static IntakeReading Read(ReadOnlyMemory<byte> body, IReadOnlySet<string> services, DateTimeOffset now)
    {
        JsonBody json = new();
        using JsonDocument? document = json.Parse(body);
        if (document is null)
        {
            return new IntakeReading.Rejected("intake-malformed", json.Faults);
        }

        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            json.Wrong("$", "not an object");
            return new IntakeReading.Rejected("intake-malformed", json.Faults);
        }

        string id = json.Required(root, "$", "id", 200);
        ImmutableArray<DeployedService> deployed = ReadServices(json, JsonBody.Find(root, "services"), services);
        string? revision = json.Optional(root, "$", "revision", 200);
        string? actor = json.Optional(root, "$", "actor", 200);
        string? url = json.Optional(root, "$", "url", 2000);
        if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) && parsed.Scheme is "http" or "https"))
        {
            json.Wrong("$.url", "not an absolute http or https address");
        }

        DateTimeOffset occurredAt = json.Time(root, "$", "occurredAt") ?? now;
        return json.Faults.Count > 0
            ? new IntakeReading.Rejected("intake-invalid", json.Faults)
            : new IntakeReading.Accepted(new Deployment(id, "webhook", deployed, occurredAt)
            {
                Revision = revision,
                Actor = actor,
                Url = url,
            });
    }

    private static ImmutableArray<DeployedService> ReadServices(JsonBody json, JsonElement array, IReadOnlySet<string> known)
    {
        if (array.ValueKind != JsonValueKind.Array || array.GetArrayLength() is 0 or > MostServices)
        {
            json.Wrong("$.services", $"must be a list of 1 to {MostServices} services");
            return [];
        }

        ImmutableArray<DeployedService>.Builder deployed = ImmutableArray.CreateBuilder<DeployedService>(array.GetArrayLength());
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (JsonElement item in array.EnumerateArray())
        {
            string path = $"$.services[{deployed.Count}]";
            if (item.ValueKind != JsonValueKind.Object)
            {
                json.Wrong(path, "not an object");
            }

            string name = json.Required(item, path, "name", 100);
            if (name.Length > 0 && !known.Contains(name))
            {
                json.Wrong($"{path}.name", "not a service of the project");
            }
            else if (!seen.Add(name))
            {
                json.Wrong($"{path}.name", "named twice");
            }

            string version = json.Version(json.Required(item, path, "version", 256), $"{path}.version");
            string? previous = json.Optional(item, path, "previousVersion", 256);
            deployed.Add(new DeployedService(
                name,
                version,
                previous is null ? null : json.Version(previous, $"{path}.previousVersion")));
        }

        return deployed.MoveToImmutable();
    }
}
