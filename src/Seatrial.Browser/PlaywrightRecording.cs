using Microsoft.Playwright;

namespace Seatrial.Browser;

/// <summary>
/// What Playwright records of a context: the page's structure around each thing done, and its requests. It draws no pictures,
/// for nothing in those could be masked.
/// </summary>
/// <param name="tracing">The context's.</param>
/// <param name="folder">Where the recording lies, unmasked, for the moment it is read.</param>
internal sealed class PlaywrightRecording(ITracing tracing, string folder)
{
    private bool _hasStarted;
    private bool _isOpen;

    public async Task<bool> BeginAsync(string title)
    {
        if (!_hasStarted)
        {
            await tracing.StartAsync(new TracingStartOptions { Snapshots = true, Screenshots = false, Sources = false, Title = title });
            _hasStarted = true;
        }
        else
        {
            await EndAsync(isKept: false);
            await tracing.StartChunkAsync(new TracingStartChunkOptions { Title = title });
        }

        return _isOpen = true;
    }

    public async Task<ReadOnlyMemory<byte>> EndAsync(bool isKept)
    {
        if (!_isOpen)
        {
            return default;
        }

        _isOpen = false;
        if (!isKept)
        {
            await tracing.StopChunkAsync();
            return default;
        }

        string file = Path.Combine(folder, $"{Guid.NewGuid():N}.zip");
        try
        {
            await tracing.StopChunkAsync(new TracingStopChunkOptions { Path = file });
            return await File.ReadAllBytesAsync(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
