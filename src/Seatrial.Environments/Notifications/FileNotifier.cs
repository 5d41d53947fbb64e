using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Seatrial.Core.Remedies;
using Seatrial.Project.Secrets;

namespace Seatrial.Environments.Notifications;

/// <summary>Tells by what needs nothing: a line in the log, and one in a file of JSON lines. At most once a key.</summary>
/// <remarks>The file is the memory: a key that stands in it is not told again, whichever process asks.</remarks>
public sealed partial class FileNotifier : INotifier, IDisposable
{
    private readonly string _path;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private HashSet<string>? _told;

    /// <summary>Makes the notifier.</summary>
    /// <param name="path">The file, such as <c>.seatrial/notices.jsonl</c>.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="logger">The log.</param>
    public FileNotifier(string path, TimeProvider timeProvider, ILogger<FileNotifier> logger)
    {
        _path = path;
        _timeProvider = timeProvider;
        _logger = logger;
    }

    /// <inheritdoc/>
    public async Task<string?> TellAsync(Notice notice, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notice);
        await _gate.WaitAsync(cancellationToken);
        try
        {
            _told ??= await ReadKeysAsync(cancellationToken);
            if (_told.Contains(notice.Key))
            {
                return null;
            }

            var line = new NoticeLine(_timeProvider.GetUtcNow(), notice.Key, notice.RunId, notice.Audience, notice.Text);
            await AppendAsync(line, cancellationToken);
            _told.Add(notice.Key);
            string audience = notice.Audience.IsDefaultOrEmpty ? "whoever watches" : string.Join(", ", notice.Audience);
            LogNotice(_logger, audience, notice.RunId, notice.Text);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"{_path} could not be written: {error.Message}";
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async Task AppendAsync(NoticeLine line, CancellationToken cancellationToken)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(_path)) is { } folder)
        {
            OwnerOnly.MakeFolder(folder);
        }

        await using var file = OwnerOnly.Open(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);

        // A line cut short by a crash is ended first, so that it spoils only itself.
        string start = file.Length > 0 && ReadLast(file) != '\n' ? "\n" : string.Empty;
        string text = start + JsonSerializer.Serialize(line, NoticeJson.Default.NoticeLine) + "\n";
        file.Seek(0, SeekOrigin.End);
        await file.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        file.Flush(flushToDisk: true);
    }

    private static int ReadLast(FileStream file)
    {
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte();
    }

    private async Task<HashSet<string>> ReadKeysAsync(CancellationToken cancellationToken)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        if (!File.Exists(_path))
        {
            return keys;
        }

        await foreach (string text in File.ReadLinesAsync(_path, cancellationToken))
        {
            try
            {
                if (JsonSerializer.Deserialize(text, NoticeJson.Default.NoticeLine) is { } line)
                {
                    keys.Add(line.Key);
                }
            }
            catch (JsonException)
            {
                // Cut short by a crash; what it was about was told at most once.
            }
        }

        return keys;
    }

    [LoggerMessage(LogLevel.Warning, "For {Audience}, about run {RunId}: {Text}")]
    private static partial void LogNotice(ILogger logger, string audience, string runId, string text);
}
