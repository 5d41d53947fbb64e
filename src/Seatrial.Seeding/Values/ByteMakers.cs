using System.Buffers.Binary;
using System.Collections.Immutable;
using Seatrial.Seeding.Checks;
using Seatrial.Seeding.Profiles;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Values;

/// <summary>Makers of bytes, bits and identifiers.</summary>
internal static class ByteMakers
{
    private const int Most = 1 << 20;

    public static IValueMaker? Blob(MakerRequest request)
    {
        ImmutableArray<Bucket> lengths = request.Shape is ValueShape.Bytes { Lengths.IsEmpty: false } bytes ? bytes.Lengths : [new Bucket(8, 64, 1)];
        if (request.Rule.Length.IsEmpty)
        {
            return null;
        }

        (int least, int most) = Ends(request.Rule.Length, Most);
        Weights weights = new([.. lengths.Select(static b => b.Share)]);
        return new FunctionMaker((ref random) =>
        {
            byte[] made = new byte[Math.Clamp((int)Math.Min(Buckets.Whole(lengths, weights, ref random), Most), least, most)];
            Span<byte> eight = stackalloc byte[8];
            for (int i = 0; i < made.Length; i += 8)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(eight, random.Next());
                eight[..Math.Min(8, made.Length - i)].CopyTo(made.AsSpan(i));
            }

            return CellValue.Of(made);
        });
    }

    public static IValueMaker Bits(MakerRequest request, DataType.Scalar scalar)
    {
        (int least, int most) = Ends(request.Rule.Length, scalar.Length ?? 16);
        least = scalar.IsPadded ? scalar.Length ?? 1 : Math.Max(1, Math.Min(least, most));
        return new FunctionMaker((ref random) =>
        {
            int length = least + (int)random.Below(Math.Max(1, most - least + 1));
            return CellValue.Literal(string.Create(length, random.Next(), static (span, draws) =>
            {
                for (int i = 0; i < span.Length; i++)
                {
                    span[i] = (draws >> (i % 64) & 1) == 1 ? '1' : '0';
                }
            }));
        });
    }

    /// <summary>An identifier of random bits, version 4.</summary>
    public static string Uuid(ulong high, ulong low) => Written(high, low, 4);

    /// <summary>An identifier of bits of our own, version 8: so that a made one is told from a grown one.</summary>
    public static string OwnUuid(ulong high, ulong low) => Written(high, low, 8);

    private static string Written(ulong high, ulong low, ulong version)
    {
        high = (high & 0xFFFFFFFFFFFF0FFF) | version << 12;
        low = (low & 0x3FFFFFFFFFFFFFFF) | 0x8000000000000000;
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, high);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], low);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    private static (int Least, int Most) Ends(CellInterval length, int usual)
    {
        decimal least = Math.Clamp(length.Low is { } low ? (length.LowIsOpen ? Math.Floor(low) + 1 : Math.Ceiling(low)) : 0, 0, Most);
        decimal most = Math.Clamp(length.High is { } high ? (length.HighIsOpen ? Math.Ceiling(high) - 1 : Math.Floor(high)) : Math.Max(usual, least), least, Most);
        return ((int)least, (int)most);
    }
}
