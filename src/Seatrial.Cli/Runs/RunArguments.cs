using System.Collections.Immutable;
using Seatrial.Core.Reporting;
using Seatrial.Flows.Running;
using Seatrial.Project.Loading;

namespace Seatrial.Cli.Runs;

/// <summary>What <c>seatrial run</c> was asked for.</summary>
/// <param name="Project">The project's folder, as given.</param>
/// <param name="Environment">The environment; null when not said.</param>
internal sealed record RunArguments(string Project, string? Environment)
{
    /// <summary>Which flows are run.</summary>
    public FlowFilter Flows { get; init; } = FlowFilter.All;

    /// <summary>The profile of the environment; null: none.</summary>
    public string? Profile { get; init; }

    /// <summary>How many flows at once; null leaves it to the policy.</summary>
    public int? Parallel { get; init; }

    /// <summary>How often all of it runs.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>Which part of the flows runs here; null is all.</summary>
    public ShardChoice? Shard { get; init; }

    /// <summary>Whether only those flows run that did not pass the last time.</summary>
    public bool OnlyFailed { get; init; }

    /// <summary>Which steps of the one flow run.</summary>
    public StepRange Steps { get; init; } = new(null, null, ImmutableSortedDictionary<string, string>.Empty);

    /// <summary>Whether each request is told as a line for a shell.</summary>
    public bool Curl { get; init; }

    /// <summary>Whether each request and answer is told.</summary>
    public bool Verbose { get; init; }

    /// <summary>The reports to write.</summary>
    public ImmutableArray<ReportTarget> Reports { get; init; } = [];

    /// <summary>The port telemetry comes in at over gRPC; 0 takes a free one, null none unless it must.</summary>
    public int? OtlpGrpcPort { get; init; }

    /// <summary>The port telemetry comes in at over HTTP; 0 takes a free one, null none unless it must.</summary>
    public int? OtlpHttpPort { get; init; }

    /// <summary>The journal's file; null is the project's own.</summary>
    public string? Journal { get; init; }

    /// <summary>Where the JSON goes; null is nowhere.</summary>
    public string? Json { get; init; }

    /// <summary>All that is to be written of the run.</summary>
    public ImmutableArray<ReportTarget> Targets => Json is null ? Reports : [.. Reports, new ReportTarget(ReportFormat.Json, Json)];
}
