using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Hosting;
using Shop.ServiceDefaults.Calls;
using Shop.ServiceDefaults.Problems;
using Shop.ServiceDefaults.Security;
using Shop.ServiceDefaults.Telemetry;

namespace Shop.ServiceDefaults.Hosting;

/// <summary>What every service of the shop has in common, in the order it is put together.</summary>
public static class ShopService
{
    /// <summary>Everything but state: telemetry, errors, health. The gateway needs no more.</summary>
    public static WebApplicationBuilder CreateBuilder(string name, string[] args)
    {
        // Settings come from the environment and change only with a new process, so nothing watches files.
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
        var identity = ServiceIdentity.From(builder.Configuration, name);

        builder.Services.AddSingleton(identity);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(8));
        builder.AddShopTelemetry(identity);
        builder.Services.AddShopProblems();
        builder.Services.AddHealthChecks();
        return builder;
    }

    /// <summary>Adds what a service behind the gateway needs: tokens to be checked and calls to others.</summary>
    public static WebApplicationBuilder AddShopBackend(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<ForwardedHeadersOptions>(options => options.ForwardedHeaders = ForwardedHeaders.All);
        builder.Services.AddServiceCalls();
        builder.AddShopSecurity();
        return builder;
    }

    /// <summary>The middleware of a service behind the gateway.</summary>
    public static void UseShopBackend(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseShopProblems();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapOperations();
    }

    /// <summary>Readiness and version: anonymous, and left out of the traces.</summary>
    public static void MapOperations(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/ready");
        endpoints.MapGet("/version", ShowVersion);
    }

    private static VersionAnswer ShowVersion(ServiceIdentity identity) => new(identity.Name, identity.Version);
}
