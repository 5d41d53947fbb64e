namespace Seatrial.Seeding.Proof;

/// <summary>What chance does: readings of rows that were made like the target's, by somebody who never saw production's rows.</summary>
internal sealed class ControlTally : Tally
{
    private const int MostPrints = 2048;
    private const int MostHits = 100_000;

    private readonly Spread _rare = new();
    private readonly Spread _common = new();
    private readonly List<ulong> _prints = [];
    private Dictionary<ulong, int>? _hits;
    private double? _unseen;

    /// <summary>The readings of production's that came by chance.</summary>
    public IEnumerable<ulong> Hits => _hits?.Keys ?? Enumerable.Empty<ulong>();

    /// <summary>How much the number of rare ones among so many readings varies.</summary>
    public double RareSpread(long lookups) => _rare.At(lookups);

    /// <summary>How much the number of common ones among so many readings varies.</summary>
    public double CommonSpread(long lookups) => _common.At(lookups);

    /// <summary>Counts a reading.</summary>
    /// <param name="found">Whether production has it.</param>
    /// <param name="print">Its fingerprint.</param>
    public void Count(Frequency found, ulong print)
    {
        if (Count(found) && ((_hits ??= []).Count < MostHits || _hits.ContainsKey(print)))
        {
            _hits[print] = _hits.GetValueOrDefault(print) + 1;
        }

        if (_prints.Count < MostPrints)
        {
            _prints.Add(print);
        }
    }

    /// <summary>All of a seed was counted.</summary>
    public void EndSeed()
    {
        _rare.End(Lookups, Rare);
        _common.End(Lookups, Common);
    }

    /// <summary>How often a reading of production's came by chance.</summary>
    public int HitsOf(ulong print) => _hits?.GetValueOrDefault(print) ?? 0;

    /// <summary>The probability of all readings together that did not come here: after Good and Turing, from those that came once.</summary>
    public double Unseen => _unseen ??= _prints.Count == 0 ? 1 : Math.Min(1, (_prints.CountBy(static p => p).Count(static p => p.Value == 1) + 3.0) / _prints.Count);
}
