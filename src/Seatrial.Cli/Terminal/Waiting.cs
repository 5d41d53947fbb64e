using Seatrial.Core.Reporting;

namespace Seatrial.Cli.Terminal;

/// <summary>A line that says what is waited for and for how long, while somebody watches.</summary>
internal sealed class Waiting : IDisposable
{
    private readonly ITerminal _terminal;
    private readonly ITimer? _timer;

    public Waiting(ITerminal terminal, TimeProvider clock, string text)
    {
        _terminal = terminal;
        long start = clock.GetTimestamp();
        _timer = terminal.IsLive
            ? clock.CreateTimer(
                _ => terminal.Show([Line.Of(Tone.Soft, $"     {text}, {ReportText.Duration(clock.GetElapsedTime(start))}")]),
                null,
                TimeSpan.Zero,
                TimeSpan.FromMilliseconds(100))
            : null;
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _terminal.Show([]);
    }
}
