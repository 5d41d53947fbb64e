using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Seatrial.Seeding.Proof;

/// <summary>
/// Makes fingerprints of texts that nobody can make without it: it is drawn for one proof, stays in memory and is wiped, so
/// that a fingerprint in a report tells nothing afterwards, not even to who guesses the value.
/// </summary>
/// <remarks>
/// SipHash-2-4 (https://www.aumasson.jp/siphash/), a keyed pseudo-random function of 64 bits: at ten million
/// fingerprints and as many questions, 5 in a million proofs have one hit by accident. An HMAC-SHA256 would be fifty times slower.
/// </remarks>
internal sealed class FingerprintKey : IDisposable
{
    private ulong _k0;
    private ulong _k1;

    public FingerprintKey(ulong k0, ulong k1) => (_k0, _k1) = (k0, k1);

    /// <summary>A key of the system's random numbers.</summary>
    public static FingerprintKey Random()
    {
        Span<ulong> key = stackalloc ulong[2];
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(key));
        return new(key[0], key[1]);
    }

    /// <summary>The fingerprint of a text.</summary>
    /// <param name="domain">What the text is; the same text of two domains has two fingerprints.</param>
    /// <param name="text">The text.</param>
    public ulong Of(uint domain, ReadOnlySpan<char> text)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(text);
        State state = new(_k0, _k1);
        state.Take(domain);
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (ulong word in words)
        {
            state.Take(word);
        }

        return state.End(bytes[(words.Length * 8)..], bytes.Length + 8);
    }

    /// <summary>The fingerprint of other fingerprints, in their order.</summary>
    public ulong Of(uint domain, ReadOnlySpan<ulong> parts)
    {
        State state = new(_k0, _k1);
        state.Take(domain);
        foreach (ulong part in parts)
        {
            state.Take(part);
        }

        return state.End([], (parts.Length + 1) * 8);
    }

    public void Dispose() => (_k0, _k1) = (0, 0);

    [StructLayout(LayoutKind.Auto)]
    private ref struct State
    {
        private ulong _v0;
        private ulong _v1;
        private ulong _v2;
        private ulong _v3;

        public State(ulong k0, ulong k1)
        {
            _v0 = k0 ^ 0x736f6d6570736575;
            _v1 = k1 ^ 0x646f72616e646f6d;
            _v2 = k0 ^ 0x6c7967656e657261;
            _v3 = k1 ^ 0x7465646279746573;
        }

        public void Take(ulong word)
        {
            _v3 ^= word;
            Round();
            Round();
            _v0 ^= word;
        }

        public ulong End(ReadOnlySpan<byte> rest, int length)
        {
            ulong last = (ulong)length << 56;
            for (int i = 0; i < rest.Length; i++)
            {
                last |= (ulong)rest[i] << (8 * i);
            }

            Take(last);
            _v2 ^= 0xff;
            Round();
            Round();
            Round();
            Round();
            return _v0 ^ _v1 ^ _v2 ^ _v3;
        }

        private void Round()
        {
            _v0 += _v1;
            _v1 = BitOperations.RotateLeft(_v1, 13) ^ _v0;
            _v0 = BitOperations.RotateLeft(_v0, 32);
            _v2 += _v3;
            _v3 = BitOperations.RotateLeft(_v3, 16) ^ _v2;
            _v0 += _v3;
            _v3 = BitOperations.RotateLeft(_v3, 21) ^ _v0;
            _v2 += _v1;
            _v1 = BitOperations.RotateLeft(_v1, 17) ^ _v2;
            _v2 = BitOperations.RotateLeft(_v2, 32);
        }
    }
}
