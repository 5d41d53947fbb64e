using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Shop.ServiceDefaults.Hosting;

namespace Shop.ServiceDefaults.Security;

internal static partial class SecurityExtensions
{
    public static void AddShopSecurity(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<ServiceIdentity>((options, identity) =>
            {
                options.Authority = configuration["Services:Identity"]?.TrimEnd('/');
                options.Audience = configuration["Auth:Audience"] ?? $"shop-{identity.Name}";
                options.RequireHttpsMetadata = false;
                options.MapInboundClaims = false;
                options.TokenValidationParameters.ClockSkew = TimeSpan.Zero;
                options.TokenValidationParameters.NameClaimType = "sub";
                options.TokenValidationParameters.RoleClaimType = "role";
                // Keys are fetched when the first token arrives; that is no part of the journey that brought it.
                options.BackchannelHttpHandler = new SocketsHttpHandler { UseProxy = false, ActivityHeadersPropagator = null };
                options.Events = new JwtBearerEvents { OnAuthenticationFailed = ReportRefusal };
            });
        builder.Services.AddAuthorization();

        // Tokens are signed, not protected: no service needs a key ring, nor the file and the time it takes to start.
        builder.Services.RemoveAll<IDataProtectionProvider>();
        builder.Services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        foreach (var starter in builder.Services.Where(StartsKeyRing).ToList())
        {
            builder.Services.Remove(starter);
        }
    }

    private static bool StartsKeyRing(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService)
        && service.ImplementationType?.Assembly == typeof(IDataProtectionBuilder).Assembly;

    private static Task ReportRefusal(AuthenticationFailedContext context)
    {
        var logger = context.HttpContext.RequestServices
            .GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SecurityExtensions).FullName!);
        LogTokenRefused(logger, context.Request.Method, context.Request.Path, Reason(context));
        return Task.CompletedTask;
    }

    private static string Reason(AuthenticationFailedContext context) => context.Exception switch
    {
        SecurityTokenInvalidAudienceException =>
            $"it is for {string.Join(" and ", Audiences(context.Request))}, and this is {context.Options.Audience}",
        SecurityTokenExpiredException error => string.Create(null, $"it expired at {error.Expires:O}"),
        SecurityTokenMalformedException => "it is no token at all",
        var error => error.Message,
    };

    private static IEnumerable<string> Audiences(HttpRequest request) =>
        new JsonWebToken(request.Headers.Authorization.ToString()["Bearer ".Length..]).Audiences;

    [LoggerMessage(LogLevel.Warning, "The token that came with {Method} {Path} was refused: {Reason}")]
    private static partial void LogTokenRefused(ILogger logger, string method, string path, string reason);
}
