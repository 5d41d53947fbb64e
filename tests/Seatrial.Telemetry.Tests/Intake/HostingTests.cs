using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Seatrial.Core.Triage;
using Seatrial.Telemetry.Intake;
using Seatrial.Telemetry.Signals;

namespace Seatrial.Telemetry.Tests.Intake;

public sealed class HostingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Intake_WithOwnPorts_AnswersOnNoOther()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddTelemetryIntake();
        builder.Services.Configure<IntakeOptions>(options => (options.GrpcPort, options.HttpPort) = (0, 0));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.ListenOtlp();
        });
        await using var app = builder.Build();
        app.MapOtlpIntake();
        app.MapGet("/page", (Microsoft.AspNetCore.Http.HttpContext context) => context.IsOtlpConnection());
        await app.StartAsync(Token);
        var addresses = app.Services.GetRequiredService<IntakeAddresses>();
        var other = app.Urls.Select(url => new Uri(url)).Single(url =>
            url.Port != addresses.Grpc!.Port && url.Port != addresses.Http!.Port);
        using var client = new HttpClient();

        var refused = await client.PostAsync(new Uri(other, "/v1/traces"), Requests.Content([]), Token);
        var taken = await client.PostAsync(
            new Uri($"http://{addresses.Http}/v1/traces"), Requests.Content([]), Token);

        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal("false", await client.GetStringAsync(new Uri(other, "/page"), Token));
        Assert.Equal("true", await client.GetStringAsync(new Uri($"http://{addresses.Http}/page"), Token));
    }

    [Fact]
    public void Store_IsTheSignalQuery_AndDoesNotListenBeforeItIsMapped()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddTelemetryIntake();
        using var provider = builder.Services.BuildServiceProvider();

        Assert.Same(provider.GetRequiredService<SignalStore>(), provider.GetRequiredService<ISignalQuery>());
        Assert.False(provider.GetRequiredService<ISignalQuery>().IsListening);
    }

    [Fact]
    public void Rejects_every_option_out_of_range_at_once()
    {
        var intake = new IntakeOptionsValidator().Validate(null, new IntakeOptions
        {
            Address = "localhost",
            GrpcPort = 70_000,
            MaxRequestBytes = 0,
            MaxConcurrentRequests = 0,
            RetryAfter = TimeSpan.Zero,
        });
        var signals = new SignalStoreOptionsValidator().Validate(null, new SignalStoreOptions { Shards = 3, MaxRuns = 0 });

        Assert.Equal(5, intake.Failures!.Count());
        Assert.All(intake.Failures!, failure => Assert.StartsWith("Telemetry:Intake:", failure, StringComparison.Ordinal));
        Assert.Equal(2, signals.Failures!.Count());
    }

    [Fact]
    public void Accepts_the_defaults()
    {
        Assert.Equal(ValidateOptionsResult.Success, new IntakeOptionsValidator().Validate(null, new IntakeOptions()));
        Assert.Equal(
            ValidateOptionsResult.Success, new SignalStoreOptionsValidator().Validate(null, new SignalStoreOptions()));
    }
}
