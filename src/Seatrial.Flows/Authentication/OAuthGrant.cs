namespace Seatrial.Flows.Authentication;

/// <summary>What to ask an issuer for; every value known.</summary>
/// <param name="Grant"><c>client_credentials</c> or <c>password</c>.</param>
/// <param name="Client">The client's identifier.</param>
internal sealed record OAuthGrant(string Grant, string Client)
{
    /// <summary>The issuer whose discovery document names the token endpoint; null when that is given.</summary>
    public string? Issuer { get; init; }

    /// <summary>The token endpoint; null when it is discovered.</summary>
    public string? TokenAddress { get; init; }

    public string? Secret { get; init; }

    public string? User { get; init; }

    public string? Password { get; init; }

    public string? Scope { get; init; }

    public string? Audience { get; init; }
}
