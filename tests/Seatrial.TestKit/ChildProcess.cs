using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Seatrial.TestKit;

/// <summary>
/// A process a test started: its lines can be awaited, its whole tree is killed at the end, and every failure carries
/// what it wrote.
/// </summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly string _commandLine;
    private readonly Lock _gate = new();
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly List<string> _lines = [];
    private readonly Task _drained;
    private TaskCompletionSource _changed = NewSignal();

    private ChildProcess(Process process, string commandLine)
    {
        _process = process;
        _commandLine = commandLine;
        _drained = Task.WhenAll(
            ReadAsync(process.StandardOutput, _output),
            ReadAsync(process.StandardError, _error));
    }

    /// <summary>The process id.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Everything written so far, both streams, in the order it arrived.</summary>
    public string AllOutput
    {
        get
        {
            lock (_gate)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    /// <summary>Starts a process. Standard input is closed.</summary>
    /// <param name="fileName">What to run.</param>
    /// <param name="arguments">Its arguments, unquoted.</param>
    /// <param name="workingDirectory">The repository root by default.</param>
    /// <param name="environment">Variables to add; a null value removes one.</param>
    public static ChildProcess Start(
        string fileName,
        IEnumerable<string> arguments,
        string? workingDirectory = null,
        IReadOnlyDictionary<string, string?>? environment = null)
    {
        var info = new ProcessStartInfo(fileName, arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = workingDirectory ?? TestPaths.RepositoryRoot,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>(StringComparer.Ordinal))
        {
            info.Environment[name] = value;
        }

        var process = Process.Start(info)!;
        process.StandardInput.Close();
        return new ChildProcess(process, $"{fileName} {string.Join(' ', info.ArgumentList)}");
    }

    /// <summary>Starts a process, waits for its end and returns what it wrote.</summary>
    public static async Task<ProcessResult> RunAsync(
        string fileName,
        IEnumerable<string> arguments,
        CancellationToken cancellationToken,
        string? workingDirectory = null,
        IReadOnlyDictionary<string, string?>? environment = null,
        TimeSpan? within = null)
    {
        await using var child = Start(fileName, arguments, workingDirectory, environment);
        return await child.WaitForExitAsync(cancellationToken, within);
    }

    /// <summary>The first line, of either stream and past ones included, that contains <paramref name="text"/>.</summary>
    public Task<string> WaitForLineAsync(string text, CancellationToken cancellationToken, TimeSpan? within = null) =>
        WaitForLineAsync(
            line => line.Contains(text, StringComparison.Ordinal),
            $"a line with '{text}'",
            cancellationToken,
            within);

    /// <summary>The first line, of either stream and past ones included, that satisfies a condition.</summary>
    public async Task<string> WaitForLineAsync(
        Func<string, bool> condition,
        string description,
        CancellationToken cancellationToken,
        TimeSpan? within = null)
    {
        var patience = within ?? DefaultPatience;
        using var timeout = new CancellationTokenSource(patience);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var seen = 0;
        while (true)
        {
            // Taken before looking: a line that arrives after the look completes it.
            Task changed;
            var ended = _drained.IsCompleted;
            lock (_gate)
            {
                changed = _changed.Task;
                for (; seen < _lines.Count; seen++)
                {
                    if (condition(_lines[seen]))
                    {
                        return _lines[seen];
                    }
                }
            }

            if (ended)
            {
                throw Failure($"ended without {description}");
            }

            try
            {
                await Task.WhenAny(changed, _drained).WaitAsync(either.Token);
            }
            catch (OperationCanceledException) when (timeout.IsCancellationRequested)
            {
                throw Failure($"did not write {description} within {patience.TotalSeconds:0} s");
            }
        }
    }

    /// <summary>Waits until it ended by itself.</summary>
    public async Task<ProcessResult> WaitForExitAsync(CancellationToken cancellationToken, TimeSpan? within = null)
    {
        var patience = within ?? DefaultPatience;
        using var timeout = new CancellationTokenSource(patience);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            await _process.WaitForExitAsync(either.Token);

            // A grandchild may hold the pipes open (a supervisor that outlives its starter does so on purpose).
            await Task.WhenAny(_drained, Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, either.Token));
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            throw Failure($"did not end within {patience.TotalSeconds:0} s");
        }

        lock (_gate)
        {
            return new ProcessResult(_process.ExitCode, _output.ToString(), _error.ToString());
        }
    }

    /// <summary>Sends a POSIX signal to the process itself, such as SIGTERM (15), SIGINT (2) or SIGKILL (9).</summary>
    public void Signal(int signal)
    {
        if (kill(_process.Id, signal) != 0)
        {
            throw Failure($"could not be sent signal {signal} (errno {Marshal.GetLastPInvokeError()})");
        }
    }

    /// <summary>Ends it and everything it started, at once.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Kills what still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task ReadAsync(StreamReader reader, StringBuilder into)
    {
        while (await reader.ReadLineAsync(CancellationToken.None) is { } line)
        {
            lock (_gate)
            {
                into.Append(line).Append('\n');
                _lines.Add(line);
                var changed = _changed;
                _changed = NewSignal();
                changed.SetResult();
            }
        }
    }

    private InvalidOperationException Failure(string what) =>
        new($"{_commandLine}\n{what}. It wrote:\n{AllOutput}");

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int pid, int signal);
}
