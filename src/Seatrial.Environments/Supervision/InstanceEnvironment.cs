using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using Seatrial.Environments.Releases;

namespace Seatrial.Environments.Supervision;

/// <summary>The whole environment of a service's process. Nothing is inherited but what a runtime needs.</summary>
internal static class InstanceEnvironment
{
    /// <summary>The variable that tells which instance a process is, so that one whose number was never written down is found.</summary>
    public const string Marker = "SEATRIAL_INSTANCE";

    private static readonly string[] Inherited =
        ["PATH", "HOME", "USER", "LOGNAME", "LANG", "TZ", "TMPDIR", "SSL_CERT_FILE", "SSL_CERT_DIR", "XDG_RUNTIME_DIR"];

    public static ImmutableSortedDictionary<string, string> Make(SupervisorState state, ServiceInstance instance, StatePaths paths)
    {
        ServicePlan plan = instance.Plan;
        var variables = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        AddInherited(variables);
        foreach (string service in state.ServiceNames().Append(plan.Name).Where(name => name != ReleaseRules.GatewayName))
        {
            string name = service.Replace('-', '_').ToUpperInvariant();
            variables["SERVICES__" + name] = ServiceAddress(state.GatewayPort, service);
        }

        variables["OTEL_SERVICE_NAME"] = plan.Name;
        variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
        variables["OTEL_RESOURCE_ATTRIBUTES"] =
            $"service.version={plan.Version},deployment.environment.name={state.Webhook?.Environment ?? "local"}";
        if (state.TelemetryEndpoint is not null)
        {
            variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = state.TelemetryEndpoint;
        }

        foreach ((string name, string value) in plan.Settings)
        {
            variables[name] = value;
        }

        variables["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{instance.Port}");
        variables["SERVICE_NAME"] = plan.Name;
        variables["SERVICE_VERSION"] = plan.Version;
        variables["DATA_DIR"] = paths.ServiceData(plan.Name);
        variables[Marker] = MarkerOf(paths, instance.Id);
        if (plan.Name == ReleaseRules.GatewayName)
        {
            variables["GATEWAY_ROUTES"] = paths.Routes;
        }

        return variables.ToImmutable();
    }

    public static string ServiceAddress(int gatewayPort, string service) =>
        string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{gatewayPort}/{service}");

    public static string MarkerOf(StatePaths paths, string instance) => StatePaths.Hash(paths.Folder) + "/" + instance;

    private static void AddInherited(ImmutableSortedDictionary<string, string>.Builder variables)
    {
        foreach (DictionaryEntry own in Environment.GetEnvironmentVariables())
        {
            var name = (string)own.Key;
            if (Inherited.Contains(name, StringComparer.Ordinal)
                || name.StartsWith("LC_", StringComparison.Ordinal)
                || (name.StartsWith("DOTNET_", StringComparison.Ordinal) && name != "DOTNET_STARTUP_HOOKS"))
            {
                variables[name] = (string)own.Value!;
            }
        }
    }
}
