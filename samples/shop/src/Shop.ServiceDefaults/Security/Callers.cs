using System.Security.Claims;

namespace Shop.ServiceDefaults.Security;

/// <summary>Who is calling.</summary>
public static class Callers
{
    /// <summary>The role of those who help shoppers.</summary>
    public const string SupportRole = "support";

    /// <summary>The shopper, or the client where nobody is signed in.</summary>
    public static string Id(this ClaimsPrincipal caller) =>
        caller.FindFirstValue("sub") ?? throw new InvalidOperationException("The token has no subject.");

    /// <summary>Whether it is someone from support.</summary>
    public static bool IsSupport(this ClaimsPrincipal caller) => caller.HasClaim("role", SupportRole);

    /// <summary>Whether the token was given for this scope.</summary>
    public static bool HasScope(this ClaimsPrincipal caller, string scope) =>
        caller.FindAll("scope").Any(claim => claim.Value.Split(' ').Contains(scope, StringComparer.Ordinal));

    /// <summary>Lets through only tokens given for this scope.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder endpoint, string scope)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(policy => policy
            .RequireAuthenticatedUser()
            .RequireAssertion(context => context.User.HasScope(scope)));
}
