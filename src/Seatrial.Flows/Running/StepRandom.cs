using System.Buffers.Binary;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Running;

/// <summary>A step's random source: the same seed and step give the same values, in any process, in any order of steps.</summary>
/// <remarks>SplitMix64, keyed by the attempt's seed, the step and what the values are for. Not for secrets.</remarks>
internal struct StepRandom
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;
    private ulong _state;

    private StepRandom(ulong state) => _state = state;

    /// <param name="seed">The attempt's seed.</param>
    /// <param name="step">The step; steps of called flows have their own numbers, see <see cref="InnerSeed"/>.</param>
    /// <param name="purpose">What the values are for.</param>
    public static StepRandom For(long seed, int step, RandomPurpose purpose) =>
        new(Mix(Mix((ulong)seed + Gamma) ^ Mix(((ulong)(uint)step << 8) + (ulong)purpose + 1)));

    /// <summary>The seed of a flow that a step calls.</summary>
    public static long InnerSeed(long seed, int step)
    {
        StepRandom random = For(seed, step, RandomPurpose.Inner);
        return (long)random.Next();
    }

    public static StepTrace Trace(long seed, int step)
    {
        StepRandom random = For(seed, step, RandomPurpose.Trace);
        ulong high = random.Next();
        ulong low = random.Next();
        ulong span = random.Next();
        // All zeroes is no identifier.
        return new StepTrace($"{high:x16}{(low == 0 ? 1 : low):x16}", $"{(span == 0 ? 1 : span):x16}");
    }

    public ulong Next()
    {
        _state += Gamma;
        return Mix(_state);
    }

    /// <summary>From 0 up to, but without, 1.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    public Guid NextGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Next());
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Next());
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
