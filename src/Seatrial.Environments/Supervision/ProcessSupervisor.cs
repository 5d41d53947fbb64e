using Microsoft.Extensions.Logging;

namespace Seatrial.Environments.Supervision;

/// <summary>
/// Keeps the services of one process environment: rolls them, restarts them, brings them back. Ends when told to stop, and
/// then stops them; ended otherwise it leaves them running, and the next one takes them over.
/// </summary>
public static partial class ProcessSupervisor
{
    /// <summary>The exit code when another supervisor has the folder: nothing is wrong, ask that one.</summary>
    public const int TakenExitCode = 75;

    /// <summary>Runs until told to stop.</summary>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends the supervisor and leaves its services running.</param>
    /// <returns>An exit code: 0, or <see cref="TakenExitCode"/> when another supervisor has the folder.</returns>
    public static async Task<int> RunAsync(SupervisorOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ILogger logger = new LineLogger(options.TimeProvider);
        var paths = new StatePaths(Path.GetFullPath(options.StateFolder));
        paths.Make();
        using FileStream? only = TryLock(paths);
        if (only is null)
        {
            LogTaken(logger, paths.Folder);
            return TakenExitCode;
        }

        using StateStore store = StateStore.Open(paths);
        using var session = new SupervisorSession(store, paths, options, logger);
        await session.RecoverAsync(cancellationToken);
        string socket = paths.ChooseSocket();
        session.Listen(socket);
        PrivateFiles.Write(
            paths.Identity,
            new SupervisorIdentity(ProcessIdentity.Of(Environment.ProcessId), socket),
            SupervisionJson.Default.SupervisorIdentity);
        LogUp(logger, Environment.ProcessId, paths.Folder);
        try
        {
            await session.RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogLeft(logger);
        }
        finally
        {
            File.Delete(paths.Identity);
            File.Delete(socket);
        }

        return 0;
    }

    private static FileStream? TryLock(StatePaths paths)
    {
        try
        {
            return new FileStream(paths.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (error is not (FileNotFoundException or DirectoryNotFoundException))
        {
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Another supervisor keeps {Folder}")]
    private static partial void LogTaken(ILogger logger, string folder);

    [LoggerMessage(LogLevel.Information, "Supervisor {Pid} keeps {Folder}")]
    private static partial void LogUp(ILogger logger, int pid, string folder);

    [LoggerMessage(LogLevel.Information, "The supervisor ends and leaves its services running")]
    private static partial void LogLeft(ILogger logger);
}
