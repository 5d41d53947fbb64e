namespace Seatrial.Seeding.Proof;

/// <summary>
/// Looks for production's values in texts that nobody generates: logs, reports, comments, the profile. No control says what
/// chance does there; so only what cannot be language counts: values of several words, codes, long numbers, passages. A literal
/// (a default, a name, a value in the profile) is looked at as a whole, and there a single word counts.
/// </summary>
internal sealed class TextScan
{
    private const int LongestLine = 1 << 20;

    private readonly ProductionFindings _production;
    private readonly ControlFindings _control;
    private readonly PublicWords _public;
    private readonly TargetReader _reader;
    private readonly HashSet<(string, ulong)> _seen = [];
    private string _place = string.Empty;
    private bool _isLiteral;

    public TextScan(ProductionFindings production, ControlFindings control)
    {
        _production = production;
        _control = control;
        _public = new(production.Contents);
        _reader = new(Look);
    }

    public List<TextHit> Hits { get; } = [];

    /// <summary>How many readings were looked up.</summary>
    public long Lookups { get; private set; }

    /// <summary>Looks through a text, line by line.</summary>
    public void Prose(string place, TextReader text)
    {
        _isLiteral = false;
        for (int number = 1; text.ReadLine() is { } line; number++)
        {
            _place = $"{place}:{number}";
            for (int start = 0; start < line.Length; start += LongestLine)
            {
                _reader.Read(ValueClass.Text, line.AsSpan(start, Math.Min(LongestLine, line.Length - start)));
            }
        }
    }

    /// <summary>Looks through a value that is a text of ours, such as a cell of the account of runs.</summary>
    public void Cell(string place, ValueClass kind, ReadOnlySpan<char> cell)
    {
        (_place, _isLiteral) = (place, false);
        _reader.Read(kind, cell);
    }

    /// <summary>Looks at a literal.</summary>
    public void Literal(string place, ReadOnlySpan<char> text)
    {
        (_place, _isLiteral) = (place, true);
        _reader.Read(ValueClass.Text, text);
    }

    private void Look(ReadingKind kind, ReadOnlySpan<char> reading)
    {
        Lookups++;
        ulong print = _production.Key.Of((uint)kind, reading);
        if (_production.Index.Find(print) == Frequency.Rare && IsTelling(kind, reading) && !IsPublic() && !_control.IsKnown(_production.Key.Of((uint)ReadingKind.Value, reading)) && _seen.Add((_place, print)))
        {
            Hits.Add(new(_place, kind, print));
        }
    }

    private bool IsTelling(ReadingKind kind, ReadOnlySpan<char> reading)
    {
        int letters = 0;
        foreach (char c in reading)
        {
            letters += char.IsAsciiDigit(c) ? 0 : 1;
        }

        int digits = reading.Length - letters;
        bool isLongNumber = letters == 0 && reading.Length >= 9 && !IsDate(reading);
        return kind switch
        {
            ReadingKind.Shingle => true,
            ReadingKind.Digits => isLongNumber || (_isLiteral && !IsDate(reading)),
            ReadingKind.Value when _isLiteral && (_reader.IsWhole || _reader.WindowRuns == 0) => true,
            ReadingKind.Value when _reader.WindowRuns == 1 => isLongNumber || (letters > 0 && digits > 0 && reading.Length >= 8),
            ReadingKind.Value => isLongNumber || (reading.Length >= 9 && letters >= 6),
            ReadingKind.Prefix => _isLiteral && reading.Length >= 11,
            ReadingKind.Word or ReadingKind.Local => _isLiteral && _reader.IsWhole && reading.Length >= 5,
            _ => false,
        };
    }

    private bool IsPublic()
    {
        for (int i = 0; i < _reader.WindowRuns; i++)
        {
            if (!_public.Contains(_reader.Word(_reader.WindowFirst + i)))
            {
                return false;
            }
        }

        return _reader.WindowRuns > 0;
    }

    /// <summary>Days and moments stand in every log.</summary>
    private static bool IsDate(ReadOnlySpan<char> digits) =>
        digits.Length >= 8 && (digits.StartsWith("19") || digits.StartsWith("20")) && int.Parse(digits.Slice(4, 2), System.Globalization.CultureInfo.InvariantCulture) is >= 1 and <= 12 && int.Parse(digits.Slice(6, 2), System.Globalization.CultureInfo.InvariantCulture) is >= 1 and <= 31;
}
