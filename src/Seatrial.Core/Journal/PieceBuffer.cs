using System.Buffers;

namespace Seatrial.Core.Journal;

/// <summary>Takes what is written in pieces, so that the text of a large event, such as the plan of ten thousand flows, is made without arrays that are kept for the next.</summary>
internal sealed class PieceBuffer : IBufferWriter<byte>
{
    private const int PieceSize = 32 * 1024;

    private readonly List<(byte[] Piece, int Length)> _full = [];
    private byte[] _piece = [];
    private int _length;
    private int _before;

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_piece.Length - _length < Math.Max(sizeHint, 1))
        {
            _full.Add((_piece, _length));
            _before += _length;
            // Small texts are most of them: the first piece is small, too.
            _piece = new byte[Math.Max(sizeHint, _full.Count == 1 ? 512 : Math.Min(PieceSize, _before * 2))];
            _length = 0;
        }

        return _piece.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public byte[] ToArray()
    {
        byte[] all = new byte[_before + _length];
        int at = 0;
        foreach ((byte[] piece, int length) in _full)
        {
            piece.AsSpan(0, length).CopyTo(all.AsSpan(at));
            at += length;
        }

        _piece.AsSpan(0, _length).CopyTo(all.AsSpan(at));
        return all;
    }
}
