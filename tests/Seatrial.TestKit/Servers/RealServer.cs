using System.Globalization;

namespace Seatrial.TestKit.Servers;

/// <summary>A server that runs for the tests.</summary>
public sealed class RealServer : IAsyncDisposable
{
    // Starts the program and waits for it; sends it the signal that ends it when asked to end, or when the tests' own process is gone.
    private const string Keeper = """
        parent=$1 signal=$2; shift 2
        "$@" & child=$!
        trap 'kill -$signal $child 2> /dev/null' TERM
        (while kill -0 $parent 2> /dev/null; do sleep 1; done; kill -$signal $child 2> /dev/null) & watch=$!
        while kill -0 $child 2> /dev/null; do wait $child; done
        kill $watch 2> /dev/null
        """;

    private readonly ChildProcess? _process;
    private readonly TempFolder? _folder;
    private readonly Func<Task>? _after;

    private RealServer(string address, ChildProcess? process, TempFolder? folder, Func<Task>? after)
    {
        Address = address;
        _process = process;
        _folder = folder;
        _after = after;
    }

    /// <summary>Its address, with the credentials of a user who may do everything.</summary>
    public string Address { get; }

    /// <summary>The other address of a server that has two: IMAP over TLS, or SMTP.</summary>
    public string Second { get; internal set; } = string.Empty;

    /// <summary>Who signed its certificate, as PEM.</summary>
    public string Authority { get; internal set; } = string.Empty;

    /// <summary>The address with another password.</summary>
    public string WithWrongPassword => Address.Replace(":" + Password + "@", ":not-the-password@", StringComparison.Ordinal);

    /// <summary>The password in the address.</summary>
    public string Password => Uri.UnescapeDataString(new Uri(Address).UserInfo.Split(':')[^1]);

    /// <summary>Stops it, in its own way, and removes its data.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            if (!_process.HasExited)
            {
                _process.Signal(15);
                await _process.WaitForExitAsync(CancellationToken.None, TimeSpan.FromSeconds(30));
            }

            await _process.DisposeAsync();
        }

        if (_after is not null)
        {
            await _after();
        }

        _folder?.Dispose();
    }

    internal static RealServer Given(string address) => new(address, null, null, null);

    /// <summary>Starts a program, and returns when it said that it is ready.</summary>
    internal static async Task<RealServer> StartAsync(
        string address,
        TempFolder folder,
        string signal,
        string ready,
        IEnumerable<string> command,
        IReadOnlyDictionary<string, string?>? environment = null,
        Func<Task>? after = null)
    {
        var process = ChildProcess.Start(
            "bash",
            ["-c", Keeper, "keeper", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), signal, .. command],
            folder.Root,
            environment);
        RealServer server = new(address, process, folder, after);
        try
        {
            await process.WaitForLineAsync(ready, CancellationToken.None, TimeSpan.FromMinutes(2));
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }
}
