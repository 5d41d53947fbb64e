using System.Collections.Immutable;
using Seatrial.Core.Flows;
using Seatrial.Project.Arazzo;

namespace Seatrial.Flows.Running;

/// <summary>What the steps of a flow have come to so far.</summary>
internal sealed class FlowRun(FlowFrame frame)
{
    private readonly ImmutableArray<StepRecord>.Builder _records = ImmutableArray.CreateBuilder<StepRecord>();
    private readonly List<string> _traceIds = new(frame.Steps.Length);

    public FlowFrame Frame { get; private set; } = frame;

    public int? Status { get; private set; }

    public StepFailure? Failure { get; private set; }

    public bool IsDegraded { get; private set; }

    public ImmutableArray<StepRecord> Records => _records.ToImmutable();

    /// <summary>The trace of each step in order, empty for one that did not run; ends with the last that ran.</summary>
    public ImmutableArray<string> TraceIds => [.. _traceIds.Take(_traceIds.FindLastIndex(static id => id.Length > 0) + 1)];

    public void Add(StepResult result, bool keepRecord)
    {
        Frame = result.Frame;
        Status = result.Status ?? Status;
        if (result.Turn is not { Kind: WorkflowTurnKind.GoTo })
        {
            // A workflow that says where to go on after a failure has dealt with it.
            Failure ??= result.Record.Failure;
        }

        IsDegraded |= WasRetried(result.Record);
        _traceIds.Add(result.Record.TraceId ?? string.Empty);

        if (keepRecord)
        {
            _records.Add(result.Record);
        }
    }

    private static bool WasRetried(StepRecord record) => record.NetworkRetries > 0 || record.PoliteRetries > 0 || record.Inner.Any(WasRetried);
}
