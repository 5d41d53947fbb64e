using System.Collections.Immutable;
using Seatrial.Core.Deployments;

namespace Seatrial.Environments.Supervision;

/// <summary>What became of an operation. The same key always gets the same report once it ended.</summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="Kind">What it was.</param>
/// <param name="Progress">How far it is.</param>
/// <param name="Release">The release's name.</param>
/// <param name="Changes">The services that changed, or were to.</param>
/// <param name="Detail">What happened, with the end of a log where one tells more.</param>
/// <param name="At">When it was asked for, or ended.</param>
public sealed record OperationReport(
    string Key,
    OperationKind Kind,
    OperationProgress Progress,
    string Release,
    ImmutableArray<DeployedService> Changes,
    string Detail,
    DateTimeOffset At);
