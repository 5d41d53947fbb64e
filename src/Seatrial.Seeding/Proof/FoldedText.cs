using System.Text;

namespace Seatrial.Seeding.Proof;

/// <summary>
/// A text of which only letters and digits are left, without case and accents, and where its runs of them began. What differs
/// by case, accents, blanks or punctuation folds to the same. A buffer to be used again and again.
/// </summary>
internal sealed class FoldedText
{
    private char[] _chars = new char[256];
    private int[] _starts = new int[32];
    private int[] _digits = new int[32];
    private int _length;
    private int _runs;
    private int _digitsInAll;

    /// <summary>All of it.</summary>
    public ReadOnlySpan<char> Whole => _chars.AsSpan(0, _length);

    /// <summary>How many runs there are.</summary>
    public int Runs => _runs;

    /// <summary>How many of its characters are digits 0 to 9.</summary>
    public int Digits => _digitsInAll;

    /// <summary>Where a run begins; the end for the one behind the last.</summary>
    public int Start(int run) => run < _runs ? _starts[run] : _length;

    /// <summary>Some runs, put together.</summary>
    public ReadOnlySpan<char> Window(int first, int count) => _chars.AsSpan(_starts[first], Start(first + count) - _starts[first]);

    /// <summary>How many digits stand in some runs.</summary>
    public int DigitsIn(int first, int count) => (first + count < _runs ? _digits[first + count] : _digitsInAll) - _digits[first];

    public void Fold(ReadOnlySpan<char> text)
    {
        _length = _runs = _digitsInAll = 0;
        bool isInRun = false;
        if (_chars.Length < text.Length + 8)
        {
            _chars = new char[Math.Max(text.Length + 8, _chars.Length * 2)];
        }

        for (int i = 0; i < text.Length;)
        {
            char c = text[i];
            if (c < 0x80)
            {
                i++;
                if (char.IsAsciiLetterOrDigit(c))
                {
                    Begin(ref isInRun);
                    _digitsInAll += char.IsAsciiDigit(c) ? 1 : 0;
                    _chars[_length++] = (char)(char.IsAsciiLetterUpper(c) ? c | 0x20 : c);
                }
                else
                {
                    isInRun = false;
                }
            }
            else
            {
                // Half a pair reads as the replacement character, which separates.
                _ = Rune.DecodeFromUtf16(text[i..], out Rune rune, out int used);
                i += used;
                FoldOther(rune, text.Length - i, ref isInRun);
            }
        }
    }

    /// <summary>Only its digits.</summary>
    public string OnlyDigits() => string.Create(_digitsInAll, this, static (digits, text) =>
    {
        int n = 0;
        foreach (char c in text.Whole)
        {
            if (char.IsAsciiDigit(c))
            {
                digits[n++] = c;
            }
        }
    });

    private void FoldOther(Rune rune, int left, ref bool isInRun)
    {
        if (Folds.Of(rune) is not { } fold)
        {
            return;
        }

        if (fold.Length == 0)
        {
            isInRun = false;
            return;
        }

        // One character may become several: there must be room for those and for one of each that is left.
        Begin(ref isInRun);
        while (_chars.Length - _length < fold.Length + left)
        {
            Array.Resize(ref _chars, (_chars.Length * 2) + fold.Length);
        }

        foreach (char c in fold)
        {
            _digitsInAll += char.IsAsciiDigit(c) ? 1 : 0;
            _chars[_length++] = c;
        }
    }

    private void Begin(ref bool isInRun)
    {
        if (isInRun)
        {
            return;
        }

        isInRun = true;
        if (_runs == _starts.Length)
        {
            Array.Resize(ref _starts, _runs * 2);
            Array.Resize(ref _digits, _runs * 2);
        }

        _starts[_runs] = _length;
        _digits[_runs++] = _digitsInAll;
    }
}
