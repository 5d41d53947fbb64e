using System.Text.Json;
using Microsoft.Extensions.Hosting;

namespace Shop.Gateway.Routes;

/// <summary>
/// Follows the file named by <c>GATEWAY_ROUTES</c>. Whoever writes it replaces it whole; each request takes the table
/// that is current when it arrives and keeps it to its end.
/// </summary>
internal sealed partial class RouteFile(IConfiguration configuration, ILogger<RouteFile> logger)
    : BackgroundService
{
    // Watching tells of a change at once where the file system can; looking finds what watching missed.
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);
    private readonly string? _path = configuration["GATEWAY_ROUTES"];
    private readonly SemaphoreSlim _changed = new(0, 1);
    private (DateTime Written, long Length) _seen;

    private volatile RouteTable _current = RouteTable.Empty;

    public RouteTable Current => _current;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        Look();
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        base.Dispose();
        _changed.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var watcher = Watch();
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await _changed.WaitAsync(LookEvery, stoppingToken);
                Look();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The gateway stops.
        }
    }

    private FileSystemWatcher? Watch()
    {
        if (Path.GetDirectoryName(_path) is not { Length: > 0 } folder || !Directory.Exists(folder))
        {
            return null;
        }

        var watcher = new FileSystemWatcher(folder, Path.GetFileName(_path)!);
        watcher.Changed += (_, _) => Wake();
        watcher.Created += (_, _) => Wake();
        watcher.Renamed += (_, _) => Wake();
        watcher.EnableRaisingEvents = true;
        return watcher;
    }

    private void Wake()
    {
        try
        {
            _changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake already.
        }
    }

    private void Look()
    {
        if (_path is null || new FileInfo(_path) is not { Exists: true } file)
        {
            return;
        }

        var stamp = (file.LastWriteTimeUtc, file.Length);
        if (stamp == _seen)
        {
            return;
        }

        try
        {
            var table = JsonSerializer.Deserialize<RouteTable>(File.ReadAllBytes(_path), JsonSerializerOptions.Web);
            if (table is { Routes: not null })
            {
                _current = table;
                _seen = stamp;
                LogApplied(logger, table.Revision, table.Routes.Count);
            }
        }
        catch (Exception error) when (error is JsonException or IOException)
        {
            LogUnreadable(logger, error, _path, _current.Revision);
        }
    }

    [LoggerMessage(LogLevel.Information, "Routes of revision {Revision} applied: {Count} services")]
    private static partial void LogApplied(ILogger logger, long revision, int count);

    [LoggerMessage(LogLevel.Error, "{Path} cannot be read; revision {Revision} stays in force")]
    private static partial void LogUnreadable(ILogger logger, Exception error, string path, long revision);
}
