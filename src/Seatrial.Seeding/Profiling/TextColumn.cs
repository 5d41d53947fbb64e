using System.Text;
using Seatrial.Seeding.Detection;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Profiling;

/// <summary>A column of texts: their lengths and looks, and the texts themselves as long as there are few of them.</summary>
internal sealed class TextColumn(Column column, ColumnMeaning meaning, bool keepsTexts) : SampledColumn(column, meaning)
{
    private const int MostTexts = 400;
    private const int MostMasks = 2000;
    private const int LongestMask = 40;

    private readonly List<double> _lengths = [];
    private readonly List<int> _masks = [];
    private readonly List<int> _texts = [];
    private readonly List<bool> _isAscii = [];
    private readonly Dictionary<string, int> _maskNumbers = new(StringComparer.Ordinal);
    private Dictionary<string, int>? _textNumbers = keepsTexts ? new(StringComparer.Ordinal) : null;

    /// <summary>The length of each row's text; not a number where there is none.</summary>
    public IReadOnlyList<double> Lengths => _lengths;

    /// <summary>Whether it was few enough texts to know them all.</summary>
    public bool AreFew => _textNumbers is not null;

    /// <summary>Keeps what is to be known of a text.</summary>
    /// <param name="place">Its row's place.</param>
    /// <param name="text">Its beginning; null for none.</param>
    /// <param name="length">How long the whole is.</param>
    public void Set(int place, string? text, int length)
    {
        Put(_lengths, place, text is null ? double.NaN : length);
        Put(_isAscii, place, text is not null && Ascii.IsValid(text));
        Put(_masks, place, text is { Length: > 0 and <= LongestMask } && text.Length == length ? NumberOf(_maskNumbers, MaskOf(text), MostMasks) : -1);
        Put(_texts, place, text is not null && _textNumbers is { } known ? NumberOf(known, text, MostTexts) : -1);
        if (text is not null && _textNumbers is not null && _texts[place] < 0)
        {
            // Too many to be categories: none of them is kept any longer.
            _textNumbers = null;
        }
    }

    public long AsciiRows => _isAscii.Count(static a => a);

    /// <summary>The rows of each mask.</summary>
    public IEnumerable<(string Mask, int[] Rows)> Masks() => Groups(_maskNumbers, _masks);

    /// <summary>The rows of each text; empty where there are too many of them.</summary>
    public IEnumerable<(string Text, int[] Rows)> Texts() => _textNumbers is { } known ? Groups(known, _texts) : [];

    /// <summary>A text by the classes of its characters; of what is not ASCII nothing is told but that it is not.</summary>
    public static string MaskOf(string text) => string.Create(text.Length, text, static (mask, from) =>
    {
        for (int i = 0; i < from.Length; i++)
        {
            mask[i] = from[i] switch
            {
                var c when char.IsUpper(c) => 'A',
                var c when char.IsLower(c) => 'a',
                var c when char.IsDigit(c) => '9',
                > ' ' and < '\u007f' => from[i],
                ' ' => ' ',
                _ => 'x',
            };
        }
    });

    private static IEnumerable<(string Text, int[] Rows)> Groups(Dictionary<string, int> numbers, List<int> ofRows)
    {
        ILookup<int, int> rows = Enumerable.Range(0, ofRows.Count).Where(i => ofRows[i] >= 0).ToLookup(i => ofRows[i]);
        return numbers.OrderBy(static n => n.Key, StringComparer.Ordinal).Select(n => (n.Key, rows[n.Value].ToArray())).Where(static g => g.Item2.Length > 0);
    }

    private static int NumberOf(Dictionary<string, int> numbers, string text, int most) =>
        numbers.TryGetValue(text, out int known) ? known : numbers.Count < most && numbers.TryAdd(text, numbers.Count) ? numbers.Count - 1 : -1;
}
