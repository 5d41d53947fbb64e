using System.Buffers.Binary;
using System.IO.Compression;

namespace Seatrial.Browser.Tests;

/// <summary>What is on a PNG, read without the browser that drew it: eight bits a channel, RGB or RGBA, not interlaced.</summary>
internal sealed class Pixels
{
    private readonly Dictionary<(byte, byte, byte), int> _counts = [];

    private Pixels(int width, int height) => (Width, Height) = (width, height);

    public int Width { get; }

    public int Height { get; }

    public int Colours => _counts.Count;

    public int Count(byte red, byte green, byte blue) => _counts.GetValueOrDefault((red, green, blue));

    public static Pixels Of(ReadOnlyMemory<byte> png)
    {
        ReadOnlySpan<byte> rest = png.Span;
        Assert.True(rest[1..4].SequenceEqual("PNG"u8), "it is no PNG");
        rest = rest[8..];
        using MemoryStream packed = new();
        (int width, int height, int channels) = (0, 0, 0);
        while (!rest.IsEmpty)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(rest);
            ReadOnlySpan<byte> kind = rest[4..8];
            ReadOnlySpan<byte> data = rest.Slice(8, length);
            if (kind.SequenceEqual("IHDR"u8))
            {
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..]));
                Assert.Equal((8, 0), (data[8], data[12]));
                channels = data[9] switch { 2 => 3, 6 => 4, _ => throw new InvalidOperationException($"colour type {data[9]}") };
            }
            else if (kind.SequenceEqual("IDAT"u8))
            {
                packed.Write(data);
            }

            rest = rest[(length + 12)..];
        }

        packed.Position = 0;
        using ZLibStream lines = new(packed, CompressionMode.Decompress);
        Pixels pixels = new(width, height);
        byte[] above = new byte[width * channels];
        byte[] line = new byte[width * channels];
        for (int y = 0; y < height; y++)
        {
            int filter = lines.ReadByte();
            lines.ReadExactly(line);
            Unfilter(filter, line, above, channels);
            for (int x = 0; x < line.Length; x += channels)
            {
                (byte, byte, byte) colour = (line[x], line[x + 1], line[x + 2]);
                pixels._counts[colour] = pixels._counts.GetValueOrDefault(colour) + 1;
            }

            (above, line) = (line, above);
        }

        return pixels;
    }

    private static void Unfilter(int filter, byte[] line, byte[] above, int channels)
    {
        for (int i = 0; i < line.Length; i++)
        {
            int left = i >= channels ? line[i - channels] : 0;
            int corner = i >= channels ? above[i - channels] : 0;
            line[i] += (byte)(filter switch
            {
                0 => 0,
                1 => left,
                2 => above[i],
                3 => (left + above[i]) / 2,
                4 => Paeth(left, above[i], corner),
                _ => throw new InvalidOperationException($"filter {filter}"),
            });
        }
    }

    private static int Paeth(int left, int above, int corner)
    {
        int guess = left + above - corner;
        (int toLeft, int toAbove, int toCorner) = (Math.Abs(guess - left), Math.Abs(guess - above), Math.Abs(guess - corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}
