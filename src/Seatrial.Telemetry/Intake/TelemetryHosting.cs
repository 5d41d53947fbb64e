using System.Net;
using Grpc.AspNetCore.Server;
using Grpc.AspNetCore.Server.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Seatrial.Core.Triage;
using Seatrial.Telemetry.Signals;

namespace Seatrial.Telemetry.Intake;

/// <summary>How a web host takes the intake up: services, ports, endpoints.</summary>
public static class TelemetryHosting
{
    /// <summary>Registers the signal store, as <see cref="ISignalQuery"/> too, and what the intake needs.</summary>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddTelemetryIntake(this IServiceCollection services)
    {
        services.AddOptions<IntakeOptions>().BindConfiguration(IntakeOptions.Section).ValidateOnStart();
        services.AddOptions<SignalStoreOptions>().BindConfiguration(SignalStoreOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<IntakeOptions>, IntakeOptionsValidator>());
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<SignalStoreOptions>, SignalStoreOptionsValidator>());

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new SignalStore(
            provider.GetRequiredService<IOptions<SignalStoreOptions>>().Value,
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<ISignalQuery>(provider => provider.GetRequiredService<SignalStore>());
        services.TryAddSingleton<IntakeAddresses>();
        services.TryAddSingleton<IntakeGate>();
        services.TryAddSingleton<TelemetryInstruments>();
        services.TryAddSingleton(provider => new OtlpSignals(provider.GetRequiredService<SignalStore>()));
        services.TryAddSingleton<OtlpHttpIntake>();
        services.TryAddSingleton<OtlpGrpcAdmission>();
        services.TryAddSingleton<OtlpGrpcService>();
        AddGrpcMethods(services);
        return services;
    }

    /// <summary>Listens for the intake on two ports of its own. The intake's endpoints then answer on those only.</summary>
    /// <param name="kestrel">The server; as with any address told in code, it no longer looks at configured ones.</param>
    public static void ListenOtlp(this KestrelServerOptions kestrel)
    {
        var options = kestrel.ApplicationServices.GetRequiredService<IOptions<IntakeOptions>>().Value;
        var addresses = kestrel.ApplicationServices.GetRequiredService<IntakeAddresses>();
        var address = IPAddress.Parse(options.Address);
        kestrel.Listen(address, options.GrpcPort, listener =>
        {
            listener.Protocols = HttpProtocols.Http2;
            Mark(listener);
            addresses.GrpcListener = listener;
        });
        kestrel.Listen(address, options.HttpPort, listener =>
        {
            listener.Protocols = HttpProtocols.Http1;
            Mark(listener);
            addresses.HttpListener = listener;
        });
    }

    /// <summary>Maps <c>/v1/traces</c>, <c>/v1/logs</c>, <c>/v1/metrics</c> and OTLP's three gRPC services.</summary>
    /// <param name="endpoints">Where to map them.</param>
    /// <returns>All of them, to add conventions such as authorization to.</returns>
    public static IEndpointConventionBuilder MapOtlpIntake(this IEndpointRouteBuilder endpoints)
    {
        var provider = endpoints.ServiceProvider;
        provider.GetRequiredService<SignalStore>().StartListening();
        var addresses = provider.GetRequiredService<IntakeAddresses>();
        var http = provider.GetRequiredService<OtlpHttpIntake>();
        var admission = provider.GetRequiredService<OtlpGrpcAdmission>();
        var signals = provider.GetRequiredService<OtlpSignals>();

        var group = endpoints.MapGroup("");
        foreach (var signal in (OtlpSignal[])[signals.Traces, signals.Logs, signals.Metrics])
        {
            group.MapPost($"/v1/{signal.Name}", (HttpContext context) => http.HandleAsync(context, signal));
        }

        group.MapGrpcService<OtlpGrpcService>().Add(endpoint => Wrap(endpoint, admission.HandleAsync));
        ((IEndpointConventionBuilder)group).Add(endpoint => Wrap(endpoint, (context, next) =>
        {
            if (!addresses.HasOwnPorts || context.IsOtlpConnection())
            {
                return next(context);
            }

            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }));
        return group;
    }

    /// <summary>Whether a request came in on a port of the intake, where nothing else should answer.</summary>
    /// <param name="context">The request.</param>
    public static bool IsOtlpConnection(this HttpContext context) =>
        context.Features.Get<OtlpConnection>() is not null;

    private static void AddGrpcMethods(IServiceCollection services)
    {
        // Its answers for unknown services would take part in the routing of every path of two segments.
        services.AddGrpc(grpc => grpc.IgnoreUnknownServices = true);
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IServiceMethodProvider<OtlpGrpcService>, OtlpGrpcMethods>());
        services.AddOptions<GrpcServiceOptions<OtlpGrpcService>>().Configure<IOptions<IntakeOptions>>(
            (grpc, intake) =>
            {
                grpc.IgnoreUnknownServices = true;
                grpc.MaxReceiveMessageSize = intake.Value.MaxRequestBytes;
                grpc.CompressionProviders = [new BoundedGzip(intake.Value.MaxRequestBytes)];
            });
    }

    private static void Mark(ListenOptions listener) => listener.Use(next => connection =>
    {
        connection.Features.Set(OtlpConnection.Instance);
        return next(connection);
    });

    private static void Wrap(EndpointBuilder endpoint, Func<HttpContext, RequestDelegate, Task> handle)
    {
        if (endpoint.RequestDelegate is { } next)
        {
            endpoint.RequestDelegate = context => handle(context, next);
        }
    }
}
