namespace Seatrial.Seeding.Proof;

/// <summary>What chance does: readings of rows that were made like the target's, by somebody who never saw production's rows.</summary>
internal sealed class ControlTally : Tally
{
    private const int MostPrints = 2048;
    private const int MostTexts = 300;
    private const int MostHits = 100_000;

    private readonly Spread _rare = new();
    private readonly Spread _common = new();
    private readonly List<ulong> _prints = [];
    private readonly List<string> _texts = [];
    private Dictionary<ulong, int>? _hits;
    private (double Probability, double Unseen, bool IsOpen)? _unseen;

    /// <summary>Some readings, none of them from the rows that a model learns.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>The readings of production's that came by chance.</summary>
    public IEnumerable<ulong> Hits => _hits?.Keys ?? Enumerable.Empty<ulong>();

    public double RareSpread => _rare.Factor;

    public double CommonSpread => _common.Factor;

    /// <summary>Counts a reading.</summary>
    /// <param name="found">Whether production has it.</param>
    /// <param name="print">Its fingerprint.</param>
    /// <param name="reading">It.</param>
    /// <param name="isHeldOut">Whether it comes from a row that no model learns.</param>
    public void Count(Frequency found, ulong print, ReadOnlySpan<char> reading, bool isHeldOut)
    {
        if (Count(found) && ((_hits ??= []).Count < MostHits || _hits.ContainsKey(print)))
        {
            _hits[print] = _hits.GetValueOrDefault(print) + 1;
        }

        if (_prints.Count < MostPrints)
        {
            _prints.Add(print);
        }

        if (isHeldOut && _texts.Count < MostTexts && reading.Length > 0)
        {
            _texts.Add(reading.ToString());
        }
    }

    public void EndBatch()
    {
        _rare.End(Rare);
        _common.End(Common);
    }

    /// <summary>How often a reading of production's came by chance.</summary>
    public int HitsOf(ulong print) => _hits?.GetValueOrDefault(print) ?? 0;

    /// <summary>
    /// The probability of one reading that did not come here, that of all of those together, and whether so many different ones
    /// came that their number cannot be told: after Good and Turing, from those that came once and twice.
    /// </summary>
    public (double Each, double All, bool IsOpen) Unseen => _unseen ??= MeasureUnseen();

    private (double Each, double All, bool IsOpen) MeasureUnseen()
    {
        if (_prints.Count == 0)
        {
            return (1, 1, true);
        }

        int[] times = [.. _prints.CountBy(static p => p).Select(static p => p.Value)];
        double once = times.Count(static t => t == 1), twice = times.Count(static t => t == 2), all = _prints.Count;
        double mass = Math.Min(1, (once + 3) / all);
        return (Math.Min(mass, 2 * (twice + 3) / (all * Math.Max(1, once))), mass, twice == 0 && once > 0);
    }
}
