using Microsoft.Extensions.Logging;

namespace Seatrial.Environments.Supervision;

/// <summary>Writes what a supervisor does, a line each, to its standard error, which is its log.</summary>
internal sealed class LineLogger(TimeProvider timeProvider) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            Console.Error.WriteLine($"{timeProvider.GetUtcNow():O} {logLevel} {formatter(state, exception)} {exception}".TrimEnd());
        }
    }
}
