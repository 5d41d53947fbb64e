using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;

namespace Seatrial.Flows.Messages;

/// <summary>The answer of a service that was asked for messages and gave something else: a failure, unless the step looks at the status itself.</summary>
/// <param name="answer">What it answered.</param>
/// <param name="wanted">What it was asked for, such as <c>a stream of events</c>.</param>
/// <param name="isExpected">Whether the step looks at the status.</param>
internal sealed class RefusedAnswer(HttpAnswer answer, string wanted, bool isExpected) : StepAnswer
{
    /// <summary>What it answered.</summary>
    public HttpAnswer Refused => answer;

    /// <summary>Tells the failure in words of a further protocol; null when there is none.</summary>
    public StepAnswer? Instead { get; init; }

    /// <inheritdoc/>
    public override TimeSpan Duration => answer.Duration;

    /// <inheritdoc/>
    public override StepExchange Exchange => answer.Exchange;

    /// <inheritdoc/>
    public override bool HadNoEffect => answer.HadNoEffect;

    /// <inheritdoc/>
    public override string? ProtocolFailure => Instead is not null ? Instead.ProtocolFailure
        : isExpected ? answer.ProtocolFailure
        : answer.Status is >= 200 and < 300
            ? $"the answer is not {wanted}: its type is {answer.Reply.Header("Content-Type") ?? "not given"}"
            : $"the answer is not {wanted}: it is {answer.Exchange.Response!.StartLine}";

    /// <inheritdoc/>
    public override JsonElement Document(out string? whyNot) => answer.Document(out whyNot);

    /// <inheritdoc/>
    public override FlowValue Subject(string subject) => answer.Subject(subject);

    /// <inheritdoc/>
    public override FlowValue Subject(string subject, out string? whyNot) => answer.Subject(subject, out whyNot);
}
