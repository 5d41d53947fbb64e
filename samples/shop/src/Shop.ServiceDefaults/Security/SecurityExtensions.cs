using Microsoft.AspNetCore.Authentication.JwtBearer;
using OpenTelemetry;
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
                options.TokenValidationParameters.ClockSkew = TimeSpan.FromSeconds(5);
                options.TokenValidationParameters.NameClaimType = "sub";
                options.TokenValidationParameters.RoleClaimType = "role";
                options.BackchannelHttpHandler = new UntracedHandler();
                options.Events = new JwtBearerEvents { OnAuthenticationFailed = ReportRefusal };
            });
        builder.Services.AddAuthorization();
    }

    private static Task ReportRefusal(AuthenticationFailedContext context)
    {
        var logger = context.HttpContext.RequestServices
            .GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SecurityExtensions).FullName!);
        LogTokenRefused(logger, context.Request.Method, context.Request.Path, context.Exception.Message);
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Warning, "The token that came with {Method} {Path} was refused: {Reason}")]
    private static partial void LogTokenRefused(ILogger logger, string method, string path, string reason);

    /// <summary>Keys are fetched when the first token arrives; that is no part of the journey that brought it.</summary>
    private sealed class UntracedHandler() : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var silence = SuppressInstrumentationScope.Begin();
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
