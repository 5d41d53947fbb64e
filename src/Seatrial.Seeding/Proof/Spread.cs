namespace Seatrial.Seeding.Proof;

/// <summary>How much counts of equal batches vary: more than chance alone where what is counted hangs together.</summary>
internal sealed class Spread
{
    private long _last;
    private int _batches;
    private double _sum;
    private double _squares;

    /// <summary>Variance over mean; 1 where rows are independent, and never less.</summary>
    public double Factor
    {
        get
        {
            if (_batches < 5 || _sum <= 0)
            {
                return 1;
            }

            double mean = _sum / _batches, variance = Math.Max(0, (_squares / _batches) - (mean * mean)) * _batches / (_batches - 1);
            return Math.Max(1, variance / mean);
        }
    }

    /// <summary>A batch ends.</summary>
    /// <param name="count">What was counted since the beginning.</param>
    public void End(long count)
    {
        double own = count - _last;
        _last = count;
        _batches++;
        _sum += own;
        _squares += own * own;
    }
}
