using System.Threading.Channels;

namespace Seatrial.Cli.Runs;

/// <summary>Tells that files of a project changed, once for all that an editor does to save one: write beside, remove, rename.</summary>
internal sealed class FileChanges : IDisposable
{
    private readonly string _folder;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _quiet;
    private readonly FileSystemWatcher _watcher;
    private readonly Channel<bool> _changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Begins to watch: no change from now on is missed.</summary>
    /// <param name="folder">The project's folder.</param>
    /// <param name="quiet">How long nothing must change before it is told.</param>
    /// <param name="clock">The clock.</param>
    public FileChanges(string folder, TimeSpan quiet, TimeProvider clock)
    {
        (_folder, _quiet, _clock) = (folder, quiet, clock);
        _watcher = new FileSystemWatcher(folder)
        {
            IncludeSubdirectories = true,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
        };
        _watcher.Changed += (_, change) => Note(change.FullPath);
        _watcher.Created += (_, change) => Note(change.FullPath);
        _watcher.Deleted += (_, change) => Note(change.FullPath);
        _watcher.Renamed += (_, change) => Note(change.FullPath);

        // So much changed that some of it was dropped.
        _watcher.Error += (_, _) => Note(folder);
        _watcher.EnableRaisingEvents = true;
    }

    /// <summary>Waits until something changed, and then until nothing does for a while.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        await _changed.Reader.ReadAsync(cancellationToken);
        do
        {
            await Task.Delay(_quiet, _clock, cancellationToken);
        }
        while (_changed.Reader.TryRead(out _));
    }

    public void Dispose() => _watcher.Dispose();

    /// <summary>What Seatrial itself keeps with a project is no change of it.</summary>
    private void Note(string path)
    {
        string[] parts = Path.GetRelativePath(_folder, path).Split(Path.DirectorySeparatorChar);
        if (!parts.Contains(".seatrial", StringComparer.Ordinal) && !parts.Contains(".git", StringComparer.Ordinal))
        {
            _changed.Writer.TryWrite(true);
        }
    }
}
