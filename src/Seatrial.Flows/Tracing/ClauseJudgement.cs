using System.Collections.Immutable;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Tracing;

/// <summary>A clause held against what has come.</summary>
/// <param name="Clause">The clause.</param>
/// <param name="State">How it stands.</param>
/// <param name="Checks">Its expectations, each one evaluated.</param>
/// <param name="Looked">The traces it was looked for in.</param>
internal sealed record ClauseJudgement(TraceClause Clause, ClauseState State, ImmutableArray<CheckRecord> Checks, ImmutableArray<StepSignals> Looked)
{
    public bool IsComplete => Looked.All(static step => step.IsComplete);

    /// <summary>Whether nothing that comes can change it, or nothing comes any more and it holds.</summary>
    public bool IsSettled => State is ClauseState.Holds or ClauseState.Broken || (State == ClauseState.HoldsSoFar && IsComplete);

    /// <summary>Whether it can be judged now that time is up.</summary>
    public bool IsJudgeable => State is ClauseState.Holds or ClauseState.Broken || IsComplete;
}
