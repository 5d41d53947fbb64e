using System.Collections.Immutable;
using Seatrial.Core.Reporting;

namespace Seatrial.Cli.Terminal;

/// <summary>A line for people: text with tones. What services said cannot command the terminal: control characters become visible.</summary>
internal readonly record struct Line(ImmutableArray<Piece> Pieces)
{
    public static readonly Line Empty = new([]);

    public string Text => string.Concat(Pieces.Select(piece => piece.Text));

    public static Line Of(string text) => Empty.Add(Tone.Plain, text);

    public static Line Of(Tone tone, string text) => Empty.Add(tone, text);

    public Line Plain(string text) => Add(Tone.Plain, text);

    public Line Strong(string text) => Add(Tone.Strong, text);

    public Line Soft(string? text) => Add(Tone.Soft, text);

    public Line Add(Tone tone, string? text) =>
        string.IsNullOrEmpty(text) ? this : new Line(Pieces.Add(new Piece(tone, OneLine(text))));

    /// <summary>Fills up with spaces to a width, so that columns align.</summary>
    public Line To(int column)
    {
        int length = Pieces.Sum(piece => piece.Text.Length);
        return length >= column ? Plain(" ") : Plain(new string(' ', column - length));
    }

    /// <summary>Cuts to a width.</summary>
    public Line Cut(int width)
    {
        ImmutableArray<Piece>.Builder kept = ImmutableArray.CreateBuilder<Piece>();
        int left = width;
        foreach (Piece piece in Pieces)
        {
            if (piece.Text.Length <= left)
            {
                kept.Add(piece);
                left -= piece.Text.Length;
                continue;
            }

            if (left > 0)
            {
                kept.Add(piece with { Text = string.Concat(piece.Text.AsSpan(0, left - 1), "…") });
            }

            break;
        }

        return new Line(kept.ToImmutable());
    }

    private static string OneLine(string text)
    {
        string visible = ReportText.Visible(text);
        return visible.AsSpan().ContainsAny('\n', '\r', '\t')
            ? visible.Replace("\r\n", " ", StringComparison.Ordinal).Replace('\n', ' ').Replace('\r', ' ').Replace('\t', ' ')
            : visible;
    }
}
