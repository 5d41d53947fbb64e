namespace Seatrial.Seeding.Proof;

/// <summary>Which fingerprints production has, and how many people share each: 8 bytes a fingerprint. Any thread may ask.</summary>
internal sealed class FingerprintIndex
{
    private const int DirectoryBits = 20;

    private readonly ulong[] _prints;
    private readonly int[] _starts = new int[(1 << DirectoryBits) + 1];
    private readonly int _halvings;

    /// <param name="prints">In ascending order; the lowest bit says whether it is common.</param>
    /// <param name="halvings">How often their number was halved.</param>
    public FingerprintIndex(ulong[] prints, int halvings)
    {
        _prints = prints;
        _halvings = halvings;
        int at = 0;
        for (int prefix = 0; prefix <= 1 << DirectoryBits; prefix++)
        {
            while (at < prints.Length && (int)(prints[at] >> (64 - DirectoryBits)) < prefix)
            {
                at++;
            }

            _starts[prefix] = at;
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => _prints.Length;

    /// <summary>The share of production's fingerprints that is looked at: 1, or less where there were too many.</summary>
    public double Share => 1.0 / (1 << _halvings);

    /// <summary>Whether a fingerprint is among those looked at after some halvings.</summary>
    public static bool IsCounted(ulong print, int halvings) => ((print >> 1) & ((1UL << halvings) - 1)) == 0;

    public Frequency Find(ulong print)
    {
        print &= ~1UL;
        int prefix = (int)(print >> (64 - DirectoryBits));
        int low = _starts[prefix], high = _starts[prefix + 1];
        while (high - low > 8)
        {
            int middle = (low + high) >>> 1;
            if (_prints[middle] < print)
            {
                low = middle;
            }
            else
            {
                high = middle + 1;
            }
        }

        for (; low < high; low++)
        {
            ulong found = _prints[low];
            if ((found & ~1UL) == print)
            {
                return (found & 1) == 0 ? Frequency.Rare : Frequency.Common;
            }
        }

        return Frequency.None;
    }
}
