using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Seatrial.Server.Api;
using Seatrial.Server.Intake;
using Seatrial.Telemetry.Intake;
using Seatrial.Telemetry.Signals;
using IntakeOptions = Seatrial.Server.Intake.IntakeOptions;
using IntakeOptionsValidator = Seatrial.Server.Intake.IntakeOptionsValidator;

namespace Seatrial.Server.Hosting;

/// <summary>The server's table of contents.</summary>
internal static class SeatrialServiceCollectionExtensions
{
    /// <summary>Everything the server is made of.</summary>
    public static WebApplicationBuilder AddSeatrial(this WebApplicationBuilder builder, ServerParts parts)
    {
        builder.Configuration.AddInMemoryCollection(parts.Settings);
        builder.Logging.AddLogFile(parts.LogFolder, parts.Clock);
        builder.Services
            .AddParts(parts)
            .AddIntake()
            .AddReading()
            .AddTelemetry(parts.Signals)
            .AddDriving();
        return builder;
    }

    /// <summary>Everything the server answers.</summary>
    public static WebApplication MapSeatrial(this WebApplication app)
    {
        app.UseEdgeFailures();
        RouteGroupBuilder own = app.MapGroup(string.Empty);
        own.AddEndpointFilter<NotOnTelemetryPorts>();
        own.MapDeliveries();
        own.MapRuns();
        own.MapHealth();
        own.MapWelcome();
        if (app.Services.GetService<SignalStore>() is not null)
        {
            app.MapOtlpIntake();
        }

        return app;
    }

    private static IServiceCollection AddParts(this IServiceCollection services, ServerParts parts) => services
        .AddSingleton(parts.Journal)
        .AddSingleton(parts.Environments)
        .AddSingleton(parts.News)
        .AddSingleton(parts.Clock);

    private static IServiceCollection AddIntake(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<IntakeOptions>, IntakeOptionsValidator>();
        services.AddOptions<IntakeOptions>().BindConfiguration(IntakeOptions.Section).ValidateOnStart();
        return services;
    }

    private static IServiceCollection AddReading(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<ReadAccessOptions>, ReadAccessOptionsValidator>();
        services.AddOptions<ReadAccessOptions>().BindConfiguration(ReadAccessOptions.Section).ValidateOnStart();
        return services.AddSingleton<RunReader>();
    }

    private static IServiceCollection AddTelemetry(this IServiceCollection services, SignalStore? signals) =>
        signals is null ? services : services.AddSingleton(signals).AddTelemetryIntake();

    private static IServiceCollection AddDriving(this IServiceCollection services) => services
        .AddSingleton<EnvironmentDriving>()
        .AddHostedService(provider => provider.GetRequiredService<EnvironmentDriving>());

    private static void AddLogFile(this ILoggingBuilder logging, string? folder, TimeProvider clock)
    {
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Grpc", LogLevel.Warning);
        if (folder is not null)
        {
            logging.Services.AddSingleton<ILoggerProvider>(_ => new LogFileProvider(folder, clock));
        }
    }
}
