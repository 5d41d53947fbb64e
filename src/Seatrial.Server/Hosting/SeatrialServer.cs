using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Seatrial.Core;
using Seatrial.Core.Environments;
using Seatrial.Core.Runs;
using Seatrial.Storage.Sqlite;
using Seatrial.Telemetry.Intake;
using Seatrial.Telemetry.Signals;

namespace Seatrial.Server.Hosting;

/// <summary>The server as the command line starts it.</summary>
public static class SeatrialServer
{
    /// <summary>The journal's file in the state folder.</summary>
    public const string JournalFile = "journal.db";

    private const string OwnerPrefix = "serve/";

    /// <summary>Serves until told to stop, by the token or a signal. What runs stays in the journal and is resumed by the next start.</summary>
    /// <param name="options">What the command line was told.</param>
    /// <param name="catalogue">The projects.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="onServing">Called once it listens.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SeatrialException">It cannot start; the message says why and what to do.</exception>
    public static async Task RunAsync(
        ServeOptions options,
        IProjectCatalogue catalogue,
        TimeProvider clock,
        Action<ServerFile>? onServing,
        CancellationToken cancellationToken)
    {
        string state = Path.GetFullPath(options.StateFolder);
        using StateFolderLock held = StateFolderLock.Take(state);
        SigningSecrets.CheckApart(catalogue.Projects);
        await using SqliteJournal journal = SqliteJournal.Open(Path.Combine(state, JournalFile), clock);

        // One server has the folder at a time, and it is this one: whoever drove for an earlier one is dead.
        await journal.EndLeasesAsync(OwnerPrefix, cancellationToken);
        SignalStore signals = new(new SignalStoreOptions(), clock);
        RunDriverOptions driving = new() { Owner = NameOfThisProcess(), Parallel = options.Parallel };
        ServerNews news = new(options.OnNews);
        RunDriver driver = new(journal, catalogue, signals, clock, driving, news);
        ServedEnvironment[] environments =
        [
            .. catalogue.Projects.SelectMany(project => project.Environments.Select(place => new ServedEnvironment(
                project.Name,
                place.Name,
                project.Services,
                place.WebhookSecrets,
                new EnvironmentQueue(project.Name, place.Name, journal, catalogue, driver, driving, clock)))),
        ];
        ServerParts parts = new(journal, new ServedEnvironments(environments), clock)
        {
            Signals = signals,
            News = news,
            LogFolder = Path.Combine(state, "logs"),
            Settings = SettingsOf(options),
        };
        try
        {
            await using WebApplication app = ServerHost.Build(parts, new IPEndPoint(options.Address, options.Port));
            await ServeAsync(app, state, catalogue, clock, onServing, cancellationToken);
        }
        finally
        {
            Array.ForEach(environments, environment => environment.Queue.Dispose());
        }
    }

    private static async Task ServeAsync(
        WebApplication app,
        string state,
        IProjectCatalogue catalogue,
        TimeProvider clock,
        Action<ServerFile>? onServing,
        CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            throw new SeatrialException(
                "server-cannot-listen",
                $"Starting the server: {exception.Message} Choose another port.",
                isTransient: true,
                exception);
        }

        ServerFile server = Describe(app, clock);
        server.Write(state);
        try
        {
            await catalogue.OnServingAsync(server, cancellationToken);
            app.Services.GetRequiredService<EnvironmentDriving>().Begin();
            onServing?.Invoke(server);
            await app.WaitForShutdownAsync(cancellationToken);
        }
        finally
        {
            server.Remove(state);
            await app.StopAsync(CancellationToken.None);
        }
    }

    private static ServerFile Describe(WebApplication app, TimeProvider clock)
    {
        IntakeAddresses telemetry = app.Services.GetRequiredService<IntakeAddresses>();
        string[] otlp = [$":{telemetry.Grpc?.Port}", $":{telemetry.Http?.Port}"];
        string api = app.Services
            .GetRequiredService<IServer>()
            .Features
            .Get<IServerAddressesFeature>()!
            .Addresses
            .First(address => !Array.Exists(otlp, port => address.EndsWith(port, StringComparison.Ordinal)));
        return new ServerFile(
            Environment.ProcessId,
            clock.GetUtcNow(),
            Reachable(new Uri(api)),
            AddressOf(telemetry.Grpc),
            AddressOf(telemetry.Http));
    }

    private static Uri? AddressOf(IPEndPoint? endPoint) =>
        endPoint is null ? null : Reachable(new Uri($"http://{endPoint}"));

    /// <summary>Whoever reads the file is on this machine; "every address" is none to connect to.</summary>
    private static Uri Reachable(Uri address) => address.Host is "0.0.0.0" or "[::]"
        ? new UriBuilder(address) { Host = "127.0.0.1" }.Uri
        : address;

    private static string NameOfThisProcess() => string.Create(
        CultureInfo.InvariantCulture,
        $"{OwnerPrefix}{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}");

    private static Dictionary<string, string?> SettingsOf(ServeOptions options) => new(options.Settings, StringComparer.OrdinalIgnoreCase)
    {
        ["Read:Token"] = options.ReadToken,
        ["Telemetry:Intake:Address"] = options.OtlpAddress.ToString(),
        ["Telemetry:Intake:GrpcPort"] = options.OtlpGrpcPort.ToString(CultureInfo.InvariantCulture),
        ["Telemetry:Intake:HttpPort"] = options.OtlpHttpPort.ToString(CultureInfo.InvariantCulture),
    };
}
