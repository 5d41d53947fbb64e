using OpenIddict.Abstractions;
using OpenIddict.Server;
using Shop.Identity.Accounts;

namespace Shop.Identity.Tokens;

/// <summary>Refuses a token request whose client, or what the client asks for, is not known.</summary>
internal sealed class ClientAuthentication(Clients clients)
    : IOpenIddictServerHandler<OpenIddictServerEvents.ValidateTokenRequestContext>
{
    public ValueTask HandleAsync(OpenIddictServerEvents.ValidateTokenRequestContext context)
    {
        var client = clients.Authenticate(context.ClientId, context.ClientSecret);
        if (client is null)
        {
            context.Reject(OpenIddictConstants.Errors.InvalidClient, "The client is not known, or its secret is wrong.");
        }
        else if (context.Request.GetScopes().Except(client.Scopes, StringComparer.Ordinal).Any())
        {
            context.Reject(OpenIddictConstants.Errors.InvalidScope, "The client may not ask for this scope.");
        }
        else if (context.Request.IsPasswordGrantType() && !client.ActsForUsers)
        {
            context.Reject(OpenIddictConstants.Errors.UnauthorizedClient, "The client may not act for users.");
        }

        return default;
    }
}
