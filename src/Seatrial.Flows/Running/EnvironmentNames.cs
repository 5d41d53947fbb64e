using System.Collections.Concurrent;
using System.Collections.Immutable;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;
using Seatrial.Project.Connections;
using Seatrial.Project.Loading;

namespace Seatrial.Flows.Running;

/// <summary>What an environment gives names to: services, variables, and the secrets that were fetched.</summary>
/// <remarks>Thread-safe; a value is evaluated once.</remarks>
internal sealed class EnvironmentNames(
    ProjectModel project,
    EnvironmentModel environment,
    ImmutableDictionary<string, string> addresses,
    Redaction redaction)
    : IFlowScope
{
    private readonly ConcurrentDictionary<string, FlowValue> _values = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConnectionSettings> _connections = new(StringComparer.Ordinal);
    private readonly bool _isPlain = environment.Connection == ConnectionPlan.None
        && environment.Connections.Values.Concat(project.Services.Values.Select(static s => s.Connection)).All(static c => c == ConnectionPlan.None);

    /// <inheritdoc/>
    /// <remarks>An environment's values are the same for all attempts; a time among them would not be.</remarks>
    public DateTimeOffset Now => DateTimeOffset.UnixEpoch;

    public void AddSecret(string name, string value) => _values[name] = FlowValues.Of(value) with { IsSecret = true };

    public bool Has(string name) => _values.ContainsKey(name);

    /// <inheritdoc/>
    public bool TryGet(string name, out FlowValue value)
    {
        if (_values.TryGetValue(name, out value))
        {
            return true;
        }

        if (addresses.TryGetValue(name, out string? address))
        {
            value = FlowValues.Of(address.TrimEnd('/'));
        }
        else if (environment.Services.TryGetValue(name, out IBoundValue? service))
        {
            FlowValue written = service.Evaluate(this);
            value = FlowValues.Of(written.ToText().TrimEnd('/')) with { IsSecret = written.IsSecret };
        }
        else if (environment.Variables.TryGetValue(name, out IBoundValue? variable))
        {
            value = variable.Evaluate(this);
        }
        else
        {
            value = default;
            return false;
        }

        _values[name] = value;
        return true;
    }

    /// <inheritdoc/>
    public bool IsConfiguration(string name) =>
        addresses.ContainsKey(name) || environment.Services.ContainsKey(name) || environment.Variables.ContainsKey(name);

    /// <inheritdoc/>
    public bool IsOfEnvironment(Uri address) => ServiceAt(address) is not null;

    /// <inheritdoc/>
    /// <remarks>What a step says wins over the environment's word on a service, that over the project's, and that over what is said of the whole environment.</remarks>
    public ConnectionSettings ConnectionTo(Uri address) =>
        _isPlain ? ConnectionSettings.Default : _connections.GetOrAdd(ServiceAt(address) ?? string.Empty, Evaluate);

    /// <inheritdoc/>
    public void NoteSecret(FlowValue value) => redaction.AddSecret(value);

    /// <inheritdoc/>
    public Guid NextGuid() => Guid.Empty;

    private string? ServiceAt(Uri address) => addresses.Keys.Concat(environment.Services.Keys)
        .FirstOrDefault(name => AddressOf(name) is { } service && HttpAddress.IsSameOrigin(service, address));

    private ConnectionSettings Evaluate(string service)
    {
        ConnectionSettings settings = environment.Connection.Apply(ConnectionSettings.Default, this);
        settings = project.Services.TryGetValue(service, out ServiceModel? model) ? model.Connection.Apply(settings, this) : settings;
        return environment.Connections.TryGetValue(service, out ConnectionPlan? here) ? here.Apply(settings, this) : settings;
    }

    private Uri? AddressOf(string service)
    {
        try
        {
            return TryGet(service, out FlowValue value) && Uri.TryCreate(value.ToText(), UriKind.Absolute, out Uri? address) ? address : null;
        }
        catch (FlowExpressionException)
        {
            // An address that needs a secret which this flow does not read.
            return null;
        }
    }
}
