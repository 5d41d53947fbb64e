using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Seatrial.Core;

namespace Seatrial.Server.Hosting;

/// <summary>Drives every served environment. One that fails is started again after a while, and never takes another with it.</summary>
/// <param name="served">The environments.</param>
/// <param name="clock">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class EnvironmentDriving(
    ServedEnvironments served,
    TimeProvider clock,
    ILogger<EnvironmentDriving> logger) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<ServedEnvironment, string> _failing = new();
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The environments that are not driven right now, one line each.</summary>
    public IReadOnlyList<string> Failing =>
        [.. _failing.Select(pair => $"{pair.Key.Project}/{pair.Key.Environment}: {pair.Value}")];

    /// <summary>Lets the driving begin: supervisors are up, and a run that is resumed finds its environment.</summary>
    public void Begin() => _begun.TrySetResult();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await _begun.Task.WaitAsync(stoppingToken);
        await Task.WhenAll(served.All.Select(environment => DriveAsync(environment, stoppingToken)));
    }

    [LoggerMessage(LogLevel.Information, "Driving {Project}/{EnvironmentName}")]
    private static partial void LogDriving(ILogger logger, string project, string environmentName);

    [LoggerMessage(LogLevel.Warning, "Driving {Project}/{EnvironmentName} was interrupted ({Code}); again in {Pause}")]
    private static partial void LogInterrupted(
        ILogger logger,
        string project,
        string environmentName,
        string code,
        TimeSpan pause,
        Exception exception);

    [LoggerMessage(LogLevel.Error, "Driving {Project}/{EnvironmentName} failed; again in {Pause}")]
    private static partial void LogFailed(ILogger logger, string project, string environmentName, TimeSpan pause, Exception exception);

    private async Task DriveAsync(ServedEnvironment environment, CancellationToken stop)
    {
        TimeSpan pause = FirstPause;
        while (!stop.IsCancellationRequested)
        {
            long started = clock.GetTimestamp();
            try
            {
                LogDriving(logger, environment.Project, environment.Environment);
                _failing.TryRemove(environment, out _);
                await environment.Queue.RunAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The loop's edge: whatever happened, the environment is driven again.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                // What went well for a while starts from the shortest pause again.
                pause = clock.GetElapsedTime(started) > LongestPause ? FirstPause : pause;
                Report(environment, pause, exception);
            }

            await PauseAsync(pause, stop);
            pause = pause * 2 > LongestPause ? LongestPause : pause * 2;
        }
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken stop)
    {
        try
        {
            await Task.Delay(pause, clock, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The loop sees it.
        }
    }

    private void Report(ServedEnvironment environment, TimeSpan pause, Exception exception)
    {
        _failing[environment] = exception is SeatrialException { Code: var code } ? code : exception.GetType().Name;
        if (exception is SeatrialException { IsTransient: true } or OperationCanceledException)
        {
            LogInterrupted(logger, environment.Project, environment.Environment, _failing[environment], pause, exception);
        }
        else
        {
            LogFailed(logger, environment.Project, environment.Environment, pause, exception);
        }
    }
}
