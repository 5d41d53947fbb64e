using System.Collections.Immutable;
using Seatrial.Flows.Cleaning;
using Seatrial.Project.Secrets;

namespace Seatrial.Flows.Running;

/// <summary>What a runner must be told besides the project.</summary>
public sealed record FlowRunnerOptions
{
    /// <summary>The secrets of the project; asked only for those that flows read.</summary>
    public required SecretResolver Secrets { get; init; }

    /// <summary>Hides secrets in all that is recorded: the one the resolver tells of them.</summary>
    public required Masker Masker { get; init; }

    /// <summary>Seals the secrets that a cleanup must remember.</summary>
    public required ISecretSealer Sealer { get; init; }

    /// <summary>Addresses of services that the environment only knows once it runs; they win over written ones.</summary>
    public ImmutableDictionary<string, string> Addresses { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The deadline of each cleanup that has none of its own.</summary>
    /// <value>Default 10 s.</value>
    public TimeSpan CleanupWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a request is repeated after a network error, where that can do no harm.</summary>
    /// <value>Default 2.</value>
    public int NetworkRetries { get; init; } = 2;

    /// <summary>Says before each step of one flow what happens next; null: steps follow each other.</summary>
    public IStepGate? Gate { get; init; }

    /// <summary>How deep flows may call flows.</summary>
    /// <value>Default 8.</value>
    public int MaxCallDepth { get; init; } = 8;
}
