using System.Collections.Immutable;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Running;

/// <summary>What the steps of a flow have come to so far.</summary>
internal sealed class FlowRun(FlowFrame frame)
{
    private readonly ImmutableArray<StepRecord>.Builder _records = ImmutableArray.CreateBuilder<StepRecord>();
    private readonly ImmutableArray<string>.Builder _traceIds = ImmutableArray.CreateBuilder<string>(frame.Flow.Steps.Length);

    public FlowFrame Frame { get; private set; } = frame;

    public StepFailure? Failure { get; private set; }

    public bool IsDegraded { get; private set; }

    public ImmutableArray<StepRecord> Records => _records.ToImmutable();

    public ImmutableArray<string> TraceIds => _traceIds.ToImmutable();

    public void Add(StepResult result, bool keepRecord)
    {
        Frame = result.Frame;
        Failure ??= result.Record.Failure;
        IsDegraded |= WasRetried(result.Record);
        if (result.Record.TraceId is { } traceId)
        {
            _traceIds.Add(traceId);
        }

        if (keepRecord)
        {
            _records.Add(result.Record);
        }
    }

    private static bool WasRetried(StepRecord record) => record.NetworkRetries > 0 || record.Inner.Any(WasRetried);
}
