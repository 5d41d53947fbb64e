using Seatrial.Core.Documents;

namespace Seatrial.Core.Flows;

/// <summary>Why a step failed: enough to begin work without running anything again.</summary>
/// <param name="Kind">What kind of thing went wrong.</param>
/// <param name="StepIndex">The step, from 0.</param>
/// <param name="StepName">The step's name.</param>
/// <param name="Message">What was expected, what came, after how long and how many tries; masked.</param>
/// <param name="Span">Where in the flow.</param>
public sealed record StepFailure(FailureKind Kind, int StepIndex, string StepName, string Message, SourceSpan Span)
{
    /// <summary>The service the step addressed, if known.</summary>
    public string? Target { get; init; }

    /// <summary>How the attempt to reach it ended, for <see cref="FailureKind.Transport"/>.</summary>
    public TransportFault? Fault { get; init; }

    /// <summary>The HTTP status that came, if one did.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The trace of the failing step.</summary>
    public string? TraceId { get; init; }

    /// <summary>The service that issued the token the step's request carried, if it is one of the project.</summary>
    public string? Issuer { get; init; }

    /// <summary>A stable short form for grouping: step, subject and operator, without values.</summary>
    public string? Signature { get; init; }
}
