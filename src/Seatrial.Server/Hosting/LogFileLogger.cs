using Microsoft.Extensions.Logging;

namespace Seatrial.Server.Hosting;

/// <summary>One category of the log file.</summary>
/// <param name="provider">The file.</param>
/// <param name="category">The category.</param>
internal sealed class LogFileLogger(LogFileProvider provider, string category) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            provider.Write(category, logLevel, formatter(state, exception), exception);
        }
    }
}
