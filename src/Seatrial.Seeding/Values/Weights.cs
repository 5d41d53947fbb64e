namespace Seatrial.Seeding.Values;

/// <summary>Picks one of several by their weights.</summary>
internal sealed class Weights
{
    private readonly double[] _ends;

    public Weights(IReadOnlyList<double> weights)
    {
        _ends = new double[weights.Count];
        double sum = 0;
        for (int i = 0; i < weights.Count; i++)
        {
            sum += Math.Max(0, weights[i]);
            _ends[i] = sum;
        }

        for (int i = 0; i < _ends.Length; i++)
        {
            _ends[i] = sum > 0 ? _ends[i] / sum : (i + 1.0) / _ends.Length;
        }
    }

    public int Count => _ends.Length;

    public int Pick(ref CellRandom random)
    {
        if (_ends.Length == 1)
        {
            return 0;
        }

        double draw = random.NextDouble();
        int low = 0, high = _ends.Length - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (draw < _ends[middle])
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
