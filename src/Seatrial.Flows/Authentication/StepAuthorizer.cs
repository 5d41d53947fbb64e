using Seatrial.Core.Flows;
using Seatrial.Flows.Running;
using Seatrial.Project.Loading;

namespace Seatrial.Flows.Authentication;

/// <summary>Gives steps the value of their Authorization header.</summary>
/// <remarks>A 401 is never answered with a new token: that the product refuses a good one is what a flow is there to find.</remarks>
internal sealed class StepAuthorizer(ProjectModel project, OAuthClient client, TokenCache cache, Redaction redaction)
{
    /// <exception cref="AuthenticationFailedException">No token came.</exception>
    /// <exception cref="FlowExpressionException">A value of the provider could not be evaluated.</exception>
    public async ValueTask<FlowValue> AuthorizeAsync(
        string provider,
        IFlowScope scope,
        StepIdentity identity,
        StepTrace trace,
        CancellationToken cancellationToken)
    {
        if (!project.Tokens.TryGetValue(provider, out TokenModel? model))
        {
            throw new AuthenticationFailedException($"the project has no token provider '{provider}'");
        }

        string header = model switch
        {
            TokenModel.Basic basic => "Basic " + Hidden(OAuthClient.Basic(Text(basic.User, scope), Text(basic.Password, scope))),
            TokenModel.Bearer bearer => "Bearer " + Hidden(Text(bearer.Token, scope)),
            TokenModel.OAuth2 oauth => "Bearer " + await TokenAsync(oauth, scope, identity, trace, cancellationToken),
            _ => throw new AuthenticationFailedException($"the token provider '{provider}' is of a kind this version does not know"),
        };
        return FlowValues.Of(header) with { IsSecret = true };
    }

    /// <summary>The service of the project that issues a provider's tokens; null when it is none of them.</summary>
    public string? TargetOf(string? provider) =>
        provider is not null && project.Tokens.TryGetValue(provider, out TokenModel? model) && model is TokenModel.OAuth2 oauth
            ? (oauth.TokenUrl ?? oauth.Issuer)?.Names.FirstOrDefault(project.Services.ContainsKey)
            : null;

    private static string Text(IBoundValue value, IFlowScope scope) => value.Evaluate(scope).ToText();

    private static OAuthGrant Grant(TokenModel.OAuth2 model, IFlowScope scope) =>
        new(model.User is null ? "client_credentials" : "password", Text(model.Client, scope))
        {
            Issuer = model.Issuer is { } issuer ? Text(issuer, scope) : null,
            TokenAddress = model.TokenUrl is { } address ? Text(address, scope) : null,
            Secret = model.Secret is { } secret ? Text(secret, scope) : null,
            Scope = model.Scope is { } wanted ? Text(wanted, scope) : null,
            User = model.User is { } user ? Text(user, scope) : null,
            Password = model.Password is { } password ? Text(password, scope) : null,
        };

    private Task<string> TokenAsync(
        TokenModel.OAuth2 model,
        IFlowScope scope,
        StepIdentity identity,
        StepTrace trace,
        CancellationToken cancellationToken)
    {
        OAuthGrant grant = Grant(model, scope);
        if (grant.Secret is { } secret)
        {
            redaction.AddSecret(OAuthClient.ClientCredentials(grant.Client, secret));
        }

        return cache.GetAsync(identity.RunId, model.Name, FetchAsync, cancellationToken);

        async Task<IssuedToken> FetchAsync(CancellationToken limit)
        {
            IssuedToken token = await client.FetchAsync(model.Name, grant, identity, trace, limit);
            redaction.AddSecret(token.Value);
            return token;
        }
    }

    private string Hidden(string value)
    {
        redaction.AddSecret(value);
        return value;
    }
}
