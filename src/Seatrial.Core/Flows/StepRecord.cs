using System.Collections.Immutable;

namespace Seatrial.Core.Flows;

/// <summary>What a step did and how it ended. Masked: it holds no secret.</summary>
/// <param name="Index">The step within its flow, from 0.</param>
/// <param name="Name">Its name.</param>
/// <param name="Verb">Its verb.</param>
/// <param name="Summary">The action in one line, as written.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="Duration">How long it took, all tries and waiting included.</param>
public sealed record StepRecord(
    int Index,
    string Name,
    string Verb,
    string Summary,
    StepOutcome Outcome,
    DateTimeOffset StartedAt,
    TimeSpan Duration)
{
    /// <summary>The service it addressed, if known.</summary>
    public string? Target { get; init; }

    /// <summary>How often it acted: more than 1 with <c>until</c> or after a network retry.</summary>
    public int Tries { get; init; } = 1;

    /// <summary>How many of the tries repeated a request after a network error.</summary>
    public int NetworkRetries { get; init; }

    /// <summary>How often it asked again because the service was asked too much and said when.</summary>
    public int PoliteRetries { get; init; }

    /// <summary>How long it waited for its turn where the service is asked only so much; no part of its duration.</summary>
    public TimeSpan LimitWait { get; init; }

    /// <summary>The expectations, each one evaluated.</summary>
    public ImmutableArray<CheckRecord> Checks { get; init; } = [];

    /// <summary>Why it failed, if it did.</summary>
    public StepFailure? Failure { get; init; }

    /// <summary>The trace its requests belong to.</summary>
    public string? TraceId { get; init; }

    /// <summary>Files that show why it failed; null when it has none, as nearly every step.</summary>
    public ImmutableArray<StepAttachment>? Attachments { get; init; }

    /// <summary>The steps of a called flow, or null.</summary>
    public ImmutableArray<StepRecord> Inner { get; init; } = [];
}
