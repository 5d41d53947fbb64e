namespace Seatrial.Seeding.Proof;

/// <summary>
/// Takes fingerprints of production, each with whose it is, and counts up to how many people share it: 12 bytes for each pair, and
/// never more pairs of a fingerprint than it takes to call it common.
/// </summary>
/// <param name="subjects">How many people make something common.</param>
/// <param name="most">How many pairs are kept, at most. Beyond, only every second fingerprint counts, then every fourth.</param>
internal sealed class FingerprintCollector(int subjects, int most)
{
    private readonly Lock _gate = new();
    private ulong[] _prints = new ulong[1 << 16];
    private uint[] _owners = new uint[1 << 16];
    private int _count;

    /// <summary>How often the number of fingerprints was halved.</summary>
    public int Halvings { get; private set; }

    /// <summary>Adds some; any thread may.</summary>
    public void Add(ReadOnlySpan<ulong> prints, ReadOnlySpan<uint> owners)
    {
        lock (_gate)
        {
            for (int i = 0; i < prints.Length; i++)
            {
                ulong print = prints[i] & ~1UL;
                if (FingerprintIndex.IsCounted(print, Halvings))
                {
                    if (_count == _prints.Length)
                    {
                        MakeRoom();
                    }

                    _prints[_count] = print;
                    _owners[_count++] = owners[i];
                }
            }
        }
    }

    /// <summary>Closes it.</summary>
    public FingerprintIndex ToIndex()
    {
        lock (_gate)
        {
            Compact();
            int written = 0;
            for (int i = 0; i < _count;)
            {
                int end = EndOfRun(i);
                _prints[written++] = _prints[i] | (end - i >= subjects ? 1UL : 0);
                i = end;
            }

            _owners = [];
            Array.Resize(ref _prints, written);
            return new(_prints, Halvings);
        }
    }

    private void MakeRoom()
    {
        Compact();
        if (_count < _prints.Length / 4 * 3)
        {
            return;
        }

        if (_prints.Length >= most)
        {
            Halvings++;
            int kept = 0;
            for (int i = 0; i < _count; i++)
            {
                if (FingerprintIndex.IsCounted(_prints[i], Halvings))
                {
                    (_prints[kept], _owners[kept]) = (_prints[i], _owners[i]);
                    kept++;
                }
            }

            _count = kept;
            return;
        }

        int larger = (int)Math.Min(most, _prints.Length * 3L / 2);
        Array.Resize(ref _prints, larger);
        Array.Resize(ref _owners, larger);
    }

    private void Compact()
    {
        Array.Sort(_prints, _owners, 0, _count);
        int kept = 0;
        for (int i = 0; i < _count;)
        {
            int end = EndOfRun(i);
            if (end - i > 1)
            {
                Array.Sort(_owners, i, end - i);
            }

            int before = kept;
            for (int j = i; j < end && kept - before < subjects; j++)
            {
                if (j == i || _owners[j] != _owners[j - 1])
                {
                    (_prints[kept], _owners[kept]) = (_prints[j], _owners[j]);
                    kept++;
                }
            }

            i = end;
        }

        _count = kept;
    }

    private int EndOfRun(int start)
    {
        int end = start + 1;
        while (end < _count && _prints[end] == _prints[start])
        {
            end++;
        }

        return end;
    }
}
