using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Seatrial.Telemetry.Intake;

namespace Seatrial.Server.Hosting;

/// <summary>Puts a server together. Starts from nothing: no configuration files, no environment variables, no console.</summary>
internal static class ServerHost
{
    /// <summary>Builds a server that listens where it is told.</summary>
    /// <param name="parts">What it is made of.</param>
    /// <param name="api">Where the API listens; port 0 takes a free one.</param>
    public static WebApplication Build(ServerParts parts, IPEndPoint api)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = "seatrial",
        });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            if (parts.Signals is not null)
            {
                kestrel.ListenOtlp();
            }

            kestrel.Listen(api, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddRoutingCore();
        builder.AddSeatrial(parts);
        WebApplication app = builder.Build();
        parts.News.Logger = app.Services.GetRequiredService<ILogger<ServerNews>>();
        app.UseRouting();
        app.MapSeatrial();
        return app;
    }
}
