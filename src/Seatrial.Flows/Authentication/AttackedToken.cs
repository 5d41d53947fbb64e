using System.Text.Json.Nodes;
using Seatrial.Core.Flows;
using Seatrial.Flows.Running;
using Seatrial.Project.Boundaries;

namespace Seatrial.Flows.Authentication;

/// <summary>Makes the Authorization header that a boundary tries a route with, out of a genuine one.</summary>
/// <param name="plan">What is to be wrong with it.</param>
/// <param name="time">The clock.</param>
/// <param name="redaction">Learns what must not be shown.</param>
internal sealed class AttackedToken(TokenAttackPlan plan, TimeProvider time, Redaction redaction)
{
    private const string Scheme = "Bearer ";

    /// <summary>Whole seconds are all that a token says of its end.</summary>
    private static readonly TimeSpan Rounding = TimeSpan.FromSeconds(1);

    /// <exception cref="FlowExpressionException">The attack needs a JSON Web Token, and this is none.</exception>
    public async ValueTask<FlowValue?> OfAsync(FlowValue genuine, CancellationToken cancellationToken)
    {
        string header = genuine.ToText();
        if (plan.Attack == TokenAttack.Missing)
        {
            return null;
        }

        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw new FlowExpressionException(plan.Span, $"only bearer tokens can be wrong in this way, and the token provider gives `{header.Split(' ')[0]}`; leave this attack out");
        }

        string token = header[Scheme.Length..];
        string wrong = plan switch
        {
            { Attack: TokenAttack.Malformed } => "this.is.no-token",
            { Attack: TokenAttack.Expired, Provider: not null } => await ExpiredAsync(token, cancellationToken),
            { Provider: not null } => token,
            _ => TokenForgery.Of(plan.Attack, Read(token), time.GetUtcNow(), plan.Spelling),
        };
        redaction.AddSecret(wrong);
        return FlowValues.Of(Scheme + wrong) with { IsSecret = true };
    }

    /// <summary>A token of the issuer's own, once its time is over: nothing but its age is wrong with it.</summary>
    private async Task<string> ExpiredAsync(string token, CancellationToken cancellationToken)
    {
        if (Read(token).Claims["exp"] is JsonValue value && value.TryGetValue(out long seconds))
        {
            TimeSpan left = DateTimeOffset.FromUnixTimeSeconds(seconds) + plan.Leeway + Rounding - time.GetUtcNow();
            if (left > TimeSpan.Zero)
            {
                await Task.Delay(left, time, cancellationToken);
            }

            return token;
        }

        throw new FlowExpressionException(plan.Span, $"the token of `{plan.Provider}` does not say when it expires (`exp`); name a provider whose token does");
    }

    private JsonWebToken Read(string token) => JsonWebToken.Parse(token)
        ?? throw new FlowExpressionException(plan.Span, "the token is no JSON Web Token, which this attack needs; leave it out, or name a provider whose token has this flaw: `{ auth: NAME }`");
}
