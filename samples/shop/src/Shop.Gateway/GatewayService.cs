using Shop.Gateway.Forwarding;
using Shop.Gateway.Routes;
using Shop.ServiceDefaults.Hosting;
using Shop.ServiceDefaults.Problems;

namespace Shop.Gateway;

/// <summary>The one door of the shop: <c>/{service}/**</c> goes to wherever that service is now.</summary>
internal static class GatewayService
{
    public static WebApplication Build(string[] args)
    {
        var builder = ShopService.CreateBuilder("gateway", args);
        builder.Services.AddHttpForwarder();
        builder.Services.AddSingleton<RouteFile>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RouteFile>());
        builder.Services.AddSingleton<ServiceForwarder>();

        var app = builder.Build();
        app.UseShopProblems();
        app.MapOperations();
        app.MapGet("/_gateway/routes", (RouteFile file) => Results.Json(file.Current));
        app.Map("/{service}/{**rest}", (HttpContext context, string service, ServiceForwarder forwarder) =>
            forwarder.ForwardAsync(context, service));
        return app;
    }
}
