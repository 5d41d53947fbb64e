using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Seatrial.Cli.Projects;
using Seatrial.Core;
using Seatrial.Server.Hosting;

namespace Seatrial.Cli.Demo;

/// <summary>The demo's server: <c>seatrial serve</c> as a process of its own. Killed, it is started again where it was.</summary>
internal sealed class DemoServer : IAsyncDisposable
{
    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(25);

    private readonly CommandContext _context;
    private readonly DemoFolder _folder;
    private readonly int[] _ports = FreePorts(3);
    private readonly CancellationTokenSource _stop = new();
    private Process? _process;
    private Task _keeping = Task.CompletedTask;

    public DemoServer(CommandContext context, DemoFolder folder)
    {
        _context = context;
        _folder = folder;
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_ports[0]}/"));
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Starts it, and waits until it listens.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _process = Launch();
        long start = _context.Clock.GetTimestamp();
        while (ServerFile.Read(new ProjectPlace(_folder.Project).State)?.ProcessId != _process.Id)
        {
            if (_process.HasExited || _context.Clock.GetElapsedTime(start) > StartWithin)
            {
                throw new SeatrialException("demo-no-server", $"The server did not start. It wrote:\n{ReadLog()}");
            }

            await Task.Delay(LookEvery, _context.Clock, cancellationToken);
        }

        _keeping = KeepAsync(_stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _keeping;
        if (_process is { HasExited: false } process)
        {
            using (Process? kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
            {
            }

            using CancellationTokenSource patience = new(StopWithin, _context.Clock);
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: false);
            }
        }

        _process?.Dispose();
        _stop.Dispose();
    }

    private static int[] FreePorts(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        try
        {
            Array.ForEach(listeners, listener => listener.Start());
            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            Array.ForEach(listeners, listener => listener.Dispose());
        }
    }

    private Process Launch()
    {
        string[] command = [.. ProcessPlaces.OwnCommand()];
        string[] ports = [.. _ports.Select(port => port.ToString(CultureInfo.InvariantCulture))];
        ProcessStartInfo start = new("/bin/sh")
        {
            UseShellExecute = false,
            WorkingDirectory = _folder.Root,
            ArgumentList = { "-c", "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1 </dev/null", "sh", Log() },
        };
        foreach (string word in (string[])[.. command, "serve", _folder.Project, "--listen", $"127.0.0.1:{ports[0]}", "--otlp-grpc", ports[1], "--otlp-http", ports[2]])
        {
            start.ArgumentList.Add(word);
        }

        return Process.Start(start) ?? throw new SeatrialException("demo-no-server", "The server's process could not be started.");
    }

    /// <summary>Starts the server again when it dies before it was told to stop: runs resume from the journal.</summary>
    private async Task KeepAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await _process!.WaitForExitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            if (_context.Stop.IsCancellationRequested || cancellationToken.IsCancellationRequested)
            {
                return;
            }

            _process.Dispose();
            _process = Launch();
        }
    }

    private string Log() => Path.Combine(_folder.Root, "server.log");

    private string ReadLog() => File.Exists(Log()) ? File.ReadAllText(Log()) : "(nothing)";
}
