using System.Security.Claims;
using OpenIddict.Abstractions;

namespace Shop.Identity.Tokens;

/// <summary>Which claims leave in which token. OpenIddict keeps back every claim that is not named here.</summary>
internal static class ClaimDestinations
{
    public static IEnumerable<string> Of(Claim claim) => claim.Type switch
    {
        OpenIddictConstants.Claims.Name => [OpenIddictConstants.Destinations.AccessToken],
        OpenIddictConstants.Claims.Role => [OpenIddictConstants.Destinations.IdentityToken],
        _ => [],
    };
}
