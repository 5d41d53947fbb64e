using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Seatrial.Project.Secrets;

namespace Seatrial.Server.Hosting;

/// <summary>Writes log lines to <c>serve.log</c>; a file that grew large moves to <c>serve.1.log</c>, which keeps two in all.</summary>
internal sealed class LogFileProvider : ILoggerProvider
{
    private const long LargestFile = 16 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly string _path;
    private readonly string _olderPath;
    private StreamWriter? _writer;

    public LogFileProvider(string folder, TimeProvider clock)
    {
        OwnerOnly.MakeFolder(folder);
        _path = Path.Combine(folder, "serve.log");
        _olderPath = Path.Combine(folder, "serve.1.log");
        _clock = clock;
    }

    public ILogger CreateLogger(string categoryName) => new LogFileLogger(this, categoryName);

    public void Dispose()
    {
        lock (_lock)
        {
            _writer?.Dispose();
            _writer = null;
        }
    }

    public void Write(string category, LogLevel level, string message, Exception? exception)
    {
        lock (_lock)
        {
            try
            {
                StreamWriter writer = _writer ??= Open();
                writer.Write(_clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
                writer.Write($" {level,-11} {category}: {message}");
                writer.WriteLine(exception is null ? string.Empty : $"{Environment.NewLine}{exception}");
                writer.Flush();
                if (writer.BaseStream.Length > LargestFile)
                {
                    writer.Dispose();
                    _writer = null;
                    File.Move(_path, _olderPath, overwrite: true);
                }
            }
            catch (IOException)
            {
                // A full disk must not take the server down over its log.
            }
        }
    }

    private StreamWriter Open() => new(
        OwnerOnly.Open(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete),
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
}
