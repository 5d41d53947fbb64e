namespace Seatrial.Seeding.Proof;

/// <summary>What was found in a column of the target in one way of reading: how often, and the least likely of it.</summary>
internal sealed class TargetTally : Tally
{
    private const int MostHits = 12;
    private const int MostKnown = 50_000;

    private readonly HashSet<ulong> _judged = [];
    private readonly List<Hit> _hits = [];

    /// <summary>The hits that chance explains least, the least likely first.</summary>
    public IReadOnlyList<Hit> Hits => _hits;

    /// <summary>How often each of them came, on the average.</summary>
    public double Repeats => _judged.Count is > 0 and < MostKnown and var different ? (double)(Rare + Common) / different : 1;

    /// <summary>Whether a hit must be looked at: not when the same was looked at already.</summary>
    public bool IsNew(ulong print) => _judged.Count < MostKnown ? _judged.Add(print) : !_judged.Contains(print);

    /// <summary>Keeps a hit if it is among the least likely.</summary>
    public void Keep(ulong print, Frequency frequency, double probability, bool isKnown, ReadOnlySpan<char> place)
    {
        if ((_hits.Count < MostHits || probability < _hits[^1].Probability) && _hits.TrueForAll(h => h.Print != print))
        {
            _hits.Add(new(print, place.ToString(), probability, frequency) { IsKnown = isKnown });
            _hits.Sort(static (one, other) => one.Probability.CompareTo(other.Probability));
            if (_hits.Count > MostHits)
            {
                _hits.RemoveAt(MostHits);
            }
        }
    }
}
