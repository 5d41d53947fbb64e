using System.Collections.Immutable;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Running;

/// <summary>The names one evaluation sees. Never shared between tries: each starts the random source anew, so that a repeated request is the same request.</summary>
internal sealed class FlowScope(
    EnvironmentNames environment,
    ImmutableDictionary<string, FlowValue> values,
    StepRandom guids,
    DateTimeOffset now,
    Redaction redaction)
    : IFlowScope
{
    private StepRandom _guids = guids;

    /// <inheritdoc/>
    public DateTimeOffset Now => now;

    /// <inheritdoc/>
    public bool TryGet(string name, out FlowValue value) => values.TryGetValue(name, out value) || environment.TryGet(name, out value);

    /// <inheritdoc/>
    public bool IsConfiguration(string name) => !values.ContainsKey(name) && environment.IsConfiguration(name);

    /// <inheritdoc/>
    public bool IsGiven(string name) => values.ContainsKey(name);

    /// <inheritdoc/>
    public bool IsOfEnvironment(Uri address) => environment.IsOfEnvironment(address);

    /// <inheritdoc/>
    public ConnectionSettings ConnectionTo(Uri address) => environment.ConnectionTo(address);

    /// <inheritdoc/>
    public void NoteSecret(FlowValue value) => redaction.AddSecret(value);

    /// <inheritdoc/>
    public Guid NextGuid() => _guids.NextGuid();
}
