namespace Seatrial.Seeding.Proof;

/// <summary>About how many different fingerprints there were, in little room: those under a bound that sinks are kept. Within 5 % or so.</summary>
internal sealed class DistinctCount
{
    private const int Most = 1024;

    private readonly HashSet<ulong> _kept = [];
    private ulong _bound = ulong.MaxValue;

    /// <summary>How many.</summary>
    public long Value => _bound == ulong.MaxValue ? _kept.Count : (long)(_kept.Count * (Math.Pow(2, 64) / _bound));

    public void Add(ulong fingerprint)
    {
        if (fingerprint > _bound || !_kept.Add(fingerprint))
        {
            return;
        }

        while (_kept.Count > Most)
        {
            _bound /= 2;
            _kept.RemoveWhere(f => f > _bound);
        }
    }

    /// <summary>Adds all that another was given.</summary>
    public void Add(DistinctCount other)
    {
        _bound = Math.Min(_bound, other._bound);
        _kept.RemoveWhere(f => f > _bound);
        foreach (ulong fingerprint in other._kept)
        {
            Add(fingerprint);
        }
    }
}
