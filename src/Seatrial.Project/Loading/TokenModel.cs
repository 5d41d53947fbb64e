using Seatrial.Core.Documents;
using Seatrial.Core.Flows;

namespace Seatrial.Project.Loading;

/// <summary>A token provider. Closed.</summary>
public abstract record TokenModel
{
    private TokenModel(string name, SourceSpan span)
    {
        Name = name;
        Span = span;
    }

    /// <summary>The name steps use in <c>auth</c>.</summary>
    public string Name { get; }

    /// <summary>Where it was written.</summary>
    public SourceSpan Span { get; }

    /// <summary>OAuth 2: client credentials, or password when <paramref name="User"/> is given.</summary>
    /// <param name="Id">The name.</param>
    /// <param name="Issuer">The issuer, whose discovery document names the token endpoint; null when <paramref name="TokenUrl"/> is given.</param>
    /// <param name="TokenUrl">The token endpoint; null to discover it.</param>
    /// <param name="Client">The client's id.</param>
    /// <param name="Secret">The client's secret; null for a public client.</param>
    /// <param name="Scope">The scopes, separated by spaces; null for none.</param>
    /// <param name="User">The user, for the password grant.</param>
    /// <param name="Password">The password, for the password grant.</param>
    /// <param name="Position">Where it was written.</param>
    public sealed record OAuth2(
        string Id,
        IBoundValue? Issuer,
        IBoundValue? TokenUrl,
        IBoundValue Client,
        IBoundValue? Secret,
        IBoundValue? Scope,
        IBoundValue? User,
        IBoundValue? Password,
        SourceSpan Position) : TokenModel(Id, Position);

    /// <summary>HTTP basic authentication.</summary>
    /// <param name="Id">The name.</param>
    /// <param name="User">The user.</param>
    /// <param name="Password">The password.</param>
    /// <param name="Position">Where it was written.</param>
    public sealed record Basic(string Id, IBoundValue User, IBoundValue Password, SourceSpan Position) : TokenModel(Id, Position);

    /// <summary>A bearer token that is at hand.</summary>
    /// <param name="Id">The name.</param>
    /// <param name="Token">The token.</param>
    /// <param name="Position">Where it was written.</param>
    public sealed record Bearer(string Id, IBoundValue Token, SourceSpan Position) : TokenModel(Id, Position);
}
