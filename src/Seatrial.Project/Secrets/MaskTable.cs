using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Seatrial.Project.Secrets;

/// <summary>Finds many forms in a text at once, and takes further ones at no more than their own cost: every flow of a run may add some.</summary>
/// <remarks>One writer at a time; any number of readers, who see at least what was added before they began.</remarks>
internal sealed class MaskTable
{
    // Four characters are one number of 64 bits, which is looked up in the filter first, and rarely beyond it.
    private const int PrefixLength = 4;
    private const int BitsPerPrefix = 16;

    // Tokens begin alike: what begins with four characters is told apart by length and then by a look-up, never one by one.
    private readonly ConcurrentDictionary<ulong, int[]> _longestFirst = new();
    private readonly ConcurrentDictionary<string, bool> _forms = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool>.AlternateLookup<ReadOnlySpan<char>> _known;
    private ulong[] _filter = new ulong[64];
    private int _prefixes;
    private int _longest;

    public MaskTable() => _known = _forms.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The length of the longest form.</summary>
    public int Longest => Volatile.Read(ref _longest);

    public void Add(IEnumerable<string> forms)
    {
        foreach (string form in forms)
        {
            if (!_forms.TryAdd(form, true))
            {
                continue;
            }

            ulong prefix = PrefixOf(form);
            bool isNew = !_longestFirst.TryGetValue(prefix, out int[]? lengths);
            _prefixes += isNew ? 1 : 0;
            if (isNew || !lengths!.Contains(form.Length))
            {
                _longestFirst[prefix] = [.. (lengths ?? []).Append(form.Length).OrderDescending()];
            }

            Volatile.Write(ref _longest, Math.Max(_longest, form.Length));
            if (isNew)
            {
                Admit(prefix);
            }
        }
    }

    /// <summary>Where the first form begins; -1 where there is none.</summary>
    public int IndexIn(ReadOnlySpan<char> text)
    {
        if (Longest == 0)
        {
            return -1;
        }

        ulong[] filter = Volatile.Read(ref _filter);
        int shift = ShiftOf(filter);
        for (int at = 0; at + PrefixLength <= text.Length; at++)
        {
            ulong prefix = PrefixOf(text[at..]);
            ulong bit = Bit(prefix, shift);
            if ((filter[bit >> 6] & (1UL << (int)(bit & 63))) != 0 && LongestAt(text[at..], prefix) > 0)
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>Where a run of secrets that overlap ends: masking only the first would leave the rest of the second in sight.</summary>
    public int EndOfRun(string text, int start)
    {
        int end = start;
        for (int at = start; at <= end && at + PrefixLength <= text.Length; at++)
        {
            ReadOnlySpan<char> rest = text.AsSpan(at);
            end = Math.Max(end, at + LongestAt(rest, PrefixOf(rest)));
            if (at + 1 >= end)
            {
                break;
            }
        }

        return end;
    }

    private static ulong PrefixOf(ReadOnlySpan<char> text) => MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(text[..PrefixLength]));

    private static int ShiftOf(ulong[] filter) => 64 - BitOperations.Log2((uint)filter.Length * 64);

    private static ulong Bit(ulong prefix, int shift) => (prefix * 0x9E3779B97F4A7C15) >> shift;

    private void Admit(ulong prefix)
    {
        if (_prefixes * BitsPerPrefix <= _filter.Length * 64)
        {
            Set(_filter, prefix);
            return;
        }

        ulong[] larger = new ulong[_filter.Length * 8];
        foreach (KeyValuePair<ulong, int[]> entry in _longestFirst)
        {
            Set(larger, entry.Key);
        }

        Volatile.Write(ref _filter, larger);
    }

    private static void Set(ulong[] filter, ulong prefix)
    {
        ulong bit = Bit(prefix, ShiftOf(filter));
        filter[bit >> 6] |= 1UL << (int)(bit & 63);
    }

    private int LongestAt(ReadOnlySpan<char> text, ulong prefix)
    {
        if (_longestFirst.TryGetValue(prefix, out int[]? lengths))
        {
            foreach (int length in lengths)
            {
                if (length <= text.Length && _known.ContainsKey(text[..length]))
                {
                    return length;
                }
            }
        }

        return 0;
    }
}
