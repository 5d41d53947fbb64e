namespace Seatrial.Core.Flows;

/// <summary>What a step sent and received, as text for people. Masked before it leaves the runner; bodies capped in size.</summary>
/// <param name="Protocol">Such as <c>http</c>.</param>
/// <param name="Request">The request line, headers and body.</param>
/// <param name="Response">The response, or null when none came.</param>
/// <param name="Curl">A line that repeats the request in a shell, secrets replaced; null when there is none.</param>
/// <param name="RemoteAddress">The address that answered, if known.</param>
public sealed record StepExchange(string Protocol, ExchangeMessage Request, ExchangeMessage? Response, string? Curl, string? RemoteAddress)
{
    /// <summary>What was not sent although the step asks for it, and why; null when all was.</summary>
    public string? Note { get; init; }
}
