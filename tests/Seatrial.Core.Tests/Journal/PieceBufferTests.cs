using System.Buffers;
using CsCheck;
using Seatrial.Core.Journal;

namespace Seatrial.Core.Tests.Journal;

public sealed class PieceBufferTests
{
    [Fact]
    public void What_is_written_comes_out_whole_and_in_order() =>
        Gen.Byte.Array[0, 300].Array[0, 60].Select(Gen.Int[0, 70_000]).Sample(static (parts, hint) =>
        {
            PieceBuffer buffer = new();
            foreach (byte[] part in parts)
            {
                Assert.True(buffer.GetSpan(hint).Length >= Math.Max(hint, 1));
                buffer.Write(part);
            }

            Assert.Equal(parts.SelectMany(static p => p), buffer.ToArray());
        });
}
