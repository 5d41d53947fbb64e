using Seatrial.Core.Flows;

namespace Seatrial.Flows.Running;

/// <summary>The trace that was drawn last: a step asks for its own several times.</summary>
/// <remarks>Thread-safe: what is known is replaced whole, and whoever loses a race draws the same again.</remarks>
internal sealed class TraceMemo
{
    private Drawn? _last;

    public StepTrace Of(long seed, int step)
    {
        Drawn? last = Volatile.Read(ref _last);
        if (last is null || last.Seed != seed || last.Step != step)
        {
            last = new Drawn(seed, step, StepRandom.Trace(seed, step));
            Volatile.Write(ref _last, last);
        }

        return last.Trace;
    }

    private sealed record Drawn(long Seed, int Step, StepTrace Trace);
}
