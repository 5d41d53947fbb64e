using System.Globalization;
using Seatrial.Cli.Terminal;
using Seatrial.Core.Reporting;
using Seatrial.Seeding;
using Seatrial.Seeding.Loading;

namespace Seatrial.Cli.Seeding;

/// <summary>Shows how far a load is, how fast, and how long it will take, while somebody watches.</summary>
internal sealed class LoadBar(ITerminal terminal, TimeProvider clock) : IProgress<LoadProgress>, IDisposable
{
    private const int Width = 30;

    private readonly long _start = clock.GetTimestamp();
    private ITimer? _timer;
    private long _all;
    private long _done;
    private string _table = string.Empty;

    /// <summary>Begins to draw.</summary>
    public void Begin(SeedSummary summary) => Begin(Math.Max(1, summary.Rows));

    /// <summary>Begins to draw.</summary>
    /// <param name="all">How many rows there will be; 0 when nobody knows.</param>
    public void Begin(long all = 0)
    {
        _all = all;
        if (terminal.IsLive)
        {
            _timer = clock.CreateTimer(_ => Draw(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(100));
        }
    }

    public void Report(LoadProgress value)
    {
        Interlocked.Add(ref _done, value.Rows);
        _table = value.Table.ToString();
    }

    public void Dispose()
    {
        _timer?.Dispose();
        terminal.Show([]);
    }

    private void Draw()
    {
        long done = Interlocked.Read(ref _done);
        double seconds = Math.Max(0.001, clock.GetElapsedTime(_start).TotalSeconds), rate = done / seconds;
        if (_all == 0)
        {
            terminal.Show([Line.Of(string.Create(CultureInfo.InvariantCulture, $"  {done:N0} rows  {rate:N0} rows/s  ")).Soft(_table)]);
            return;
        }

        int full = (int)(Width * Math.Min(done, _all) / _all);
        string left = rate > 0 ? ReportText.Duration(TimeSpan.FromSeconds((_all - done) / rate)) : "…";
        terminal.Show([Line.Of("  ").Add(Tone.Good, new string('━', full)).Soft(new string('━', Width - full)).Plain(string.Create(CultureInfo.InvariantCulture, $" {100 * done / _all,3} %  {rate:N0} rows/s  {left} left  ")).Soft(_table)]);
    }
}
