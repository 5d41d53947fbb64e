using System.Globalization;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Configuration;
using Seatrial.Core;
using Seatrial.Core.Triage;
using Seatrial.Telemetry.Intake;
using Seatrial.Telemetry.Signals;

namespace Seatrial.Server.Hosting;

/// <summary>Takes telemetry in and keeps it, and nothing else: for a run without a server.</summary>
public sealed class TelemetryListener : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TelemetryListener(WebApplication app) => _app = app;

    /// <summary>What has come.</summary>
    public ISignalQuery Signals => _app.Services.GetRequiredService<SignalStore>();

    /// <summary>Where OTLP comes in over gRPC.</summary>
    public Uri Grpc => new($"http://{_app.Services.GetRequiredService<IntakeAddresses>().Grpc}");

    /// <summary>Where OTLP comes in over HTTP.</summary>
    public Uri Http => new($"http://{_app.Services.GetRequiredService<IntakeAddresses>().Http}");

    /// <summary>Listens on this machine.</summary>
    /// <param name="grpcPort">The port for gRPC; 0 takes a free one.</param>
    /// <param name="httpPort">The port for HTTP; 0 takes a free one.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="SeatrialException">Another program listens there.</exception>
    public static async Task<TelemetryListener> StartAsync(int grpcPort, int httpPort, TimeProvider clock, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "seatrial" });
        builder.Configuration.AddInMemoryCollection(
        [
            new("Telemetry:Intake:GrpcPort", grpcPort.ToString(CultureInfo.InvariantCulture)),
            new("Telemetry:Intake:HttpPort", httpPort.ToString(CultureInfo.InvariantCulture)),
        ]);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.ListenOtlp());
        builder.Services.AddSingleton(clock);
        builder.Services.AddRoutingCore();
        builder.Services.AddTelemetryIntake();
        WebApplication app = builder.Build();
        app.UseRouting();
        app.MapOtlpIntake();
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is SocketException or IOException or AddressInUseException)
        {
            await app.DisposeAsync();
            throw new SeatrialException("telemetry-port-taken", exception.Message, innerException: exception);
        }

        return new TelemetryListener(app);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }
}
