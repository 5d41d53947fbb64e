using System.Diagnostics;

namespace Seatrial.Flows.Exec;

/// <summary>Runs one command, and leaves nothing of it behind: what it started ends with it.</summary>
internal sealed class ExecProcess : IDisposable
{
    private readonly Process _process;
    private readonly ProcessTree _tree;
    private readonly ExecCommand _command;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly OutputReader _stdout;
    private readonly OutputReader _stderr;

    private ExecProcess(Process process, ProcessTree tree, ExecCommand command, TimeProvider time)
    {
        (_process, _tree, _command, _time) = (process, tree, command, time);
        _started = time.GetTimestamp();
        _stdout = new OutputReader(process.StandardOutput.BaseStream);
        _stderr = new OutputReader(process.StandardError.BaseStream);
    }

    /// <summary>Starts it.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    public static ExecProcess Start(ExecCommand command, TimeProvider time)
    {
        // A session of its own: Ctrl-C at the terminal reaches Seatrial, which then ends the command in its own way, and all of
        // what the command starts can be asked to end at once. `setsid` becomes the command, so the process id is the command's.
        string? session = ProcessTree.HasSessions ? ProgramPath.Find("setsid", "/") : null;
        ProcessStartInfo info = new(session ?? command.Program, session is null ? command.Arguments : [command.Program, .. command.Arguments])
        {
            UseShellExecute = false,
            WorkingDirectory = command.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in command.Environment)
        {
            info.Environment[name] = value;
        }

        Process process = Process.Start(info)!;
        return new ExecProcess(process, new ProcessTree(process, session is not null, command.Mark), command, time);
    }

    /// <summary>Waits until it ends; when that takes too long, ends it: first by asking, then by force.</summary>
    /// <returns>What came of it; without an exit code when it was ended.</returns>
    public async Task<ExecResult> RunAsync(CancellationToken cancellationToken)
    {
        Task fed = FeedAsync();
        bool isEnded = true;
        bool wasKilled = false;
        try
        {
            await _process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            isEnded = false;
        }
        finally
        {
            // Also after it ended by itself: what it left running holds its outputs, ports and files.
            wasKilled = await _tree.EndAsync(_command.Grace, _time);
        }

        // What left the tree in a way that nobody sees may hold the outputs open: they are not waited for without end.
        await Task.WhenAny(Task.WhenAll(_stdout.Finished, _stderr.Finished, fed), Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, CancellationToken.None));
        return new(isEnded ? _process.ExitCode : null, _stdout.Take(), _stderr.Take(), _time.GetElapsedTime(_started), wasKilled);
    }

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();

    private async Task FeedAsync()
    {
        try
        {
            await _process.StandardInput.BaseStream.WriteAsync(_command.Stdin, CancellationToken.None);
            _process.StandardInput.Close();
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It did not want to read all of it.
        }
    }
}
