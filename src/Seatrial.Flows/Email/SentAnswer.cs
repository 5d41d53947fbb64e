using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Flows.Servers;

namespace Seatrial.Flows.Email;

/// <summary>What a mail server said to a mail.</summary>
/// <param name="sent">The mail.</param>
/// <param name="error">Why it was refused; null when it was taken.</param>
/// <param name="duration">How long that took.</param>
internal sealed class SentAnswer(StepExchange sent, string? error, TimeSpan duration) : StepAnswer
{
    /// <summary>Whether the mail was never handed to the server.</summary>
    public bool IsOurs { get; init; }

    /// <summary>What the server said when it took the mail.</summary>
    public string Said { get; init; } = string.Empty;

    /// <summary>The mail's Message-Id.</summary>
    public string? Id { get; init; }

    /// <inheritdoc/>
    public override TimeSpan Duration => duration;

    /// <inheritdoc/>
    public override StepExchange Exchange => IsOurs ? sent : sent with { Response = Shown.Message(error is null ? Shown.Line($"taken: {Said}") : "refused", [], null) };

    /// <inheritdoc/>
    public override string? ProtocolFailure => error is null ? null : IsOurs ? $"the mail was not sent: {error}" : $"the server refused the mail: {error}";

    /// <inheritdoc/>
    public override bool HadNoEffect => error is not null;

    /// <inheritdoc/>
    public override JsonElement Document(out string? whyNot)
    {
        whyNot = "a mail server answers with nothing but whether it took the mail";
        return default;
    }

    /// <inheritdoc/>
    public override FlowValue Subject(string subject) => subject == "id" && Id is not null ? FlowValues.Of(Id) : default;
}
