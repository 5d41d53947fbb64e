namespace Seatrial.Core.Tests.Simulation;

/// <summary>A process that dies at a chosen boundary: before or after an append, before or after an effect.</summary>
/// <param name="diesAt">The boundary, from 1; 0 never dies.</param>
internal sealed class SimulatedProcess(int diesAt) : IDisposable
{
    private readonly CancellationTokenSource _death = new();

    public int Boundaries { get; private set; }

    public bool IsDead { get; private set; }

    /// <summary>Where it died, for the failure text.</summary>
    public string? DiedAt { get; private set; }

    /// <summary>The last boundary it came to.</summary>
    public string? LastBoundary { get; private set; }

    public CancellationToken Death => _death.Token;

    public void Boundary(string where)
    {
        LastBoundary = where;
        if (!IsDead && ++Boundaries == diesAt)
        {
            IsDead = true;
            DiedAt = where;
            _death.Cancel();
        }

        if (IsDead)
        {
            throw new ProcessDiedException();
        }
    }

    public void Dispose() => _death.Dispose();
}
