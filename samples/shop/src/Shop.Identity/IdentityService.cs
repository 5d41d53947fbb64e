using OpenIddict.Server;
using Shop.Identity.Accounts;
using Shop.Identity.Keys;
using Shop.Identity.Tokens;
using Shop.ServiceDefaults.Hosting;

namespace Shop.Identity;

/// <summary>Signs people and services in: an OpenIddict server that knows its few clients and users by itself.</summary>
internal static class IdentityService
{
    public static WebApplication Build(string[] args)
    {
        var builder = ShopService.CreateBuilder("identity", args).AddShopBackend();
        var options = builder.Configuration.GetSection("Identity").Get<IdentityOptions>() ?? new IdentityOptions();
        var issuer = builder.Configuration["Services:Identity"];
        var dataDirectory = builder.Configuration["DATA_DIR"] ?? Directory.GetCurrentDirectory();

        builder.Services.AddSingleton<Clients>();
        builder.Services.AddSingleton<Users>();
        builder.Services.AddOpenIddict().AddServer(server =>
        {
            if (issuer is not null)
            {
                server.SetIssuer(new Uri(issuer));
            }

            server.SetTokenEndpointUris("connect/token")
                .AllowClientCredentialsFlow()
                .AllowPasswordFlow()
                .RegisterScopes(ScopeAudiences.All)
                .SetAccessTokenLifetime(options.AccessTokenLifetime)
                .AddSigningKey(KeyFiles.Signing(dataDirectory))
                .AddEncryptionKey(KeyFiles.Encryption(dataDirectory))
                .DisableAccessTokenEncryption()
                .EnableDegradedMode();
            server.AddEventHandler<OpenIddictServerEvents.ValidateTokenRequestContext>(handler =>
                handler.UseSingletonHandler<ClientAuthentication>());
            server.AddEventHandler<OpenIddictServerEvents.HandleTokenRequestContext>(handler =>
                handler.UseSingletonHandler<TokenIssuance>());
            server.UseAspNetCore().DisableTransportSecurityRequirement();
        });

        var app = builder.Build();
        app.UseShopBackend();
        return app;
    }
}
