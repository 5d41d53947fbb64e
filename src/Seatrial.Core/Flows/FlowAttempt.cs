namespace Seatrial.Core.Flows;

/// <summary>One execution of one flow, as asked for by the run.</summary>
/// <param name="Project">The project.</param>
/// <param name="ProjectHash">The snapshot to execute.</param>
/// <param name="Environment">The environment to act in.</param>
/// <param name="RunId">The run.</param>
/// <param name="FlowId">The flow.</param>
/// <param name="Number">From 1 within the run and flow; grows with every start, also after a crash.</param>
/// <param name="IsConfirmation">Whether it repeats a failed attempt to confirm it.</param>
/// <param name="Seed">Keys the attempt's random source: trace ids, <c>uuid()</c>, jitter.</param>
public sealed record FlowAttempt(
    string Project,
    string ProjectHash,
    string Environment,
    string RunId,
    string FlowId,
    int Number,
    bool IsConfirmation,
    long Seed);
