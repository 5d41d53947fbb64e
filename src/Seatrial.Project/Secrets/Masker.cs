using System.Collections.Concurrent;
using System.Text;

namespace Seatrial.Project.Secrets;

/// <summary>Takes secrets out of texts: raw, URL-encoded, base64 in all alignments, hexadecimal, JSON- and HTML-escaped.</summary>
/// <remarks>Thread-safe; grows while in use. What was masked before a secret was known stays as it is, so secrets are added before they are used.</remarks>
public sealed class Masker
{
    private const string Mark = "***";
    private const int MostLayers = 8;

    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, bool> _values = new(StringComparer.Ordinal);
    private readonly MaskTable _table = new();

    /// <summary>Adds a secret. One too short to be masked without masking ordinary text is left out; whoever reads it refuses it.</summary>
    /// <param name="secret">The secret.</param>
    public void Add(SecretText secret) => Add(secret.Reveal());

    /// <summary>Adds a value that became secret while running, such as a token.</summary>
    /// <param name="value">The value.</param>
    public void Add(string value)
    {
        if (value.Length < SecretText.LeastLength)
        {
            return;
        }

        if (_values.ContainsKey(value))
        {
            return;
        }

        IEnumerable<string> forms = SecretForms.Of(value);
        if (DecodedText.Of(value) is { Text.Length: >= SecretText.LeastLength } decoded)
        {
            // Who reads an address reads what looks encoded in a secret, too.
            forms = forms.Append(decoded.Text);
        }

        lock (_lock)
        {
            // Known only once it is masked: who finds it known may go on and write.
            _table.Add(forms);
            _values[value] = true;
        }
    }

    /// <summary>Whether a text holds a known secret in any form.</summary>
    /// <param name="text">The text.</param>
    public bool Contains(string text) => _table.IndexIn(text) >= 0;

    /// <summary>Masks a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text without any known secret; the same instance when there was none.</returns>
    public string Mask(string text) => Mask(text, text.Length);

    /// <summary>Masks the beginning of a text: a secret that lies across its end is masked like any other.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="most">How many of its characters are wanted.</param>
    /// <returns>What became of them; the same instance when that is the whole text and there was no secret.</returns>
    public string Mask(string text, int most)
    {
        most = Math.Min(most, text.Length);
        int searched = (int)Math.Min((long)most + _table.Longest, text.Length);
        int at = _table.IndexIn(text.AsSpan(0, searched));
        if (at < 0 || at >= most)
        {
            return most == text.Length ? text : text[..Whole(text, most)];
        }

        StringBuilder masked = new(most);
        int copied = 0;
        while (at >= 0 && at < most)
        {
            int end = _table.EndOfRun(text, at);
            masked.Append(text, copied, at - copied).Append(Mark);
            copied = end;
            int next = end < searched ? _table.IndexIn(text.AsSpan(end, searched - end)) : -1;
            at = next < 0 ? -1 : end + next;
        }

        return copied >= most ? masked.ToString() : masked.Append(text, copied, Whole(text, most) - copied).ToString();
    }

    /// <summary>Masks a text, and in it what is percent-encoded or HTML-escaped in part only, or several times over. Takes its time: for texts of browsers.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text without any known secret; the same instance when there was none.</returns>
    public string MaskThroughout(string text)
    {
        text = Mask(text);
        DecodedText? decoded = DecodedText.Of(text);
        for (int layer = 0; decoded is not null && layer < MostLayers; layer++)
        {
            string masked = MaskOrigins(text, decoded);
            decoded = ReferenceEquals(masked, text) ? decoded.Again() : DecodedText.Of(masked);
            text = masked;
        }

        return text;
    }

    /// <summary>Masks in a text what is a secret once it is read; the same instance when there was none.</summary>
    private string MaskOrigins(string text, DecodedText decoded)
    {
        StringBuilder? masked = null;
        int copied = 0;
        for (int at = _table.IndexIn(decoded.Text); at >= 0;)
        {
            int end = _table.EndOfRun(decoded.Text, at);
            (int from, int to) = decoded.Origin(at, end);
            masked = (masked ?? new(text.Length)).Append(text, copied, from - copied).Append(Mark);
            copied = to;
            int next = end < decoded.Text.Length ? _table.IndexIn(decoded.Text.AsSpan(end)) : -1;
            at = next < 0 ? -1 : end + next;
        }

        return masked?.Append(text, copied, text.Length - copied).ToString() ?? text;
    }

    /// <summary>The nearest end that does not cut a character in two.</summary>
    private static int Whole(string text, int end) =>
        end > 0 && end < text.Length && char.IsHighSurrogate(text[end - 1]) ? end - 1 : end;
}
