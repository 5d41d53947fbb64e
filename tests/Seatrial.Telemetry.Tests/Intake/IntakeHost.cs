using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Seatrial.Telemetry.Intake;
using Seatrial.Telemetry.Signals;

namespace Seatrial.Telemetry.Tests.Intake;

/// <summary>A real server in this process, on free ports.</summary>
internal sealed class IntakeHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private IntakeHost(WebApplication app, FakeTimeProvider clock)
    {
        _app = app;
        Clock = clock;
        Http = new HttpClient { BaseAddress = new Uri($"http://{Addresses.Http}") };
    }

    internal FakeTimeProvider Clock { get; }

    internal HttpClient Http { get; }

    internal IntakeAddresses Addresses => _app.Services.GetRequiredService<IntakeAddresses>();

    internal Uri GrpcAddress => new($"http://{Addresses.Grpc}");

    internal SignalStore Store => _app.Services.GetRequiredService<SignalStore>();

    internal IntakeGate Gate => _app.Services.GetRequiredService<IntakeGate>();

    internal static async Task<IntakeHost> StartAsync(Action<IntakeOptions>? configure = null)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddTelemetryIntake();
        builder.Services.Configure<IntakeOptions>(options =>
        {
            options.GrpcPort = 0;
            options.HttpPort = 0;
            configure?.Invoke(options);
        });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenOtlp());
        var app = builder.Build();
        app.MapOtlpIntake();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new IntakeHost(app, clock);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
