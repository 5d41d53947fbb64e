using System.Security.Claims;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using Shop.Identity.Accounts;

namespace Shop.Identity.Tokens;

/// <summary>Makes the principal a token is about: a user, or the client itself.</summary>
internal sealed partial class TokenIssuance(Users users, ILogger<TokenIssuance> logger)
    : IOpenIddictServerHandler<OpenIddictServerEvents.HandleTokenRequestContext>
{
    public ValueTask HandleAsync(OpenIddictServerEvents.HandleTokenRequestContext context)
    {
        var request = context.Request;
        if (!request.IsPasswordGrantType())
        {
            context.SignIn(Principal(request, new User(request.ClientId!)));
            return default;
        }

        if (users.SignIn(request.Username, request.Password) is { } user)
        {
            context.SignIn(Principal(request, user));
            return default;
        }

        LogSignInRefused(logger, request.ClientId);
        context.Reject(OpenIddictConstants.Errors.InvalidGrant, "The user name or the password is wrong.");
        return default;
    }

    private static ClaimsPrincipal Principal(OpenIddictRequest request, User user)
    {
        var identity = new ClaimsIdentity("shop", OpenIddictConstants.Claims.Name, OpenIddictConstants.Claims.Role);
        identity.SetClaim(OpenIddictConstants.Claims.Subject, user.Name);
        identity.SetClaim(OpenIddictConstants.Claims.Name, user.Name);
        if (user.Role is not null)
        {
            identity.SetClaim(OpenIddictConstants.Claims.Role, user.Role);
        }

        identity.SetScopes(request.GetScopes());
        identity.SetResources(ScopeAudiences.Of(request.GetScopes()));
        identity.SetDestinations(ClaimDestinations.Of);
        var principal = new ClaimsPrincipal(identity);
        if (Clients.LifetimeFor(request.ClientId) is { } lifetime)
        {
            principal.SetAccessTokenLifetime(lifetime);
        }

        return principal;
    }

    [LoggerMessage(LogLevel.Information, "A sign-in through {ClientId} was refused: wrong user name or password")]
    private static partial void LogSignInRefused(ILogger logger, string? clientId);
}
