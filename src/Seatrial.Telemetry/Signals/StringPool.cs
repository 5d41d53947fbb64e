namespace Seatrial.Telemetry.Signals;

/// <summary>
/// Gives equal short strings the same instance. A slot holds whichever string came last, so that the pool never grows
/// and a flood of different values costs hits, not memory. Racing writers may miss each other; that is harmless.
/// </summary>
internal sealed class StringPool
{
    /// <summary>Longer strings are seldom repeated.</summary>
    internal const int MaxLength = 64;

    private const int SlotCount = 8192;

    private readonly string?[] _slots = new string?[SlotCount];

    internal string Intern(string value)
    {
        if (value.Length is 0 or > MaxLength)
        {
            return value;
        }

        ref var slot = ref _slots[value.GetHashCode(StringComparison.Ordinal) & (SlotCount - 1)];
        var seen = Volatile.Read(ref slot);
        if (string.Equals(seen, value, StringComparison.Ordinal))
        {
            return seen!;
        }

        Volatile.Write(ref slot, value);
        return value;
    }
}
