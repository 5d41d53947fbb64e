namespace Seatrial.Seeding.Proof;

/// <summary>How often a column's texts were looked up in one way, and found.</summary>
internal class Tally
{
    /// <summary>How many readings were looked up.</summary>
    public long Lookups { get; private set; }

    /// <summary>How many of them few people of production share.</summary>
    public long Rare { get; private set; }

    /// <summary>How many of them many people of production share.</summary>
    public long Common { get; private set; }

    /// <summary>Counts a reading.</summary>
    /// <returns>Whether it was found.</returns>
    public bool Count(Frequency found)
    {
        Lookups++;
        Rare += found == Frequency.Rare ? 1 : 0;
        Common += found == Frequency.Common ? 1 : 0;
        return found != Frequency.None;
    }
}
