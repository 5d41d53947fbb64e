using System.Collections.Immutable;
using System.Text;

namespace Seatrial.Project.Secrets;

/// <summary>Takes secrets out of texts: raw, URL-encoded, base64 in all alignments, hexadecimal, JSON- and HTML-escaped.</summary>
/// <remarks>Thread-safe; grows while in use. What was masked before a secret was known stays as it is, so secrets are added before they are used.</remarks>
public sealed class Masker
{
    private const string Mark = "***";

    private readonly Lock _lock = new();
    private ImmutableHashSet<string> _values = ImmutableHashSet.Create<string>(StringComparer.Ordinal);
    private ImmutableHashSet<string> _forms = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    // Made when a text is first masked after a secret was added: adding many at once costs one table, not many.
    private volatile MaskTable? _table = MaskTable.Empty;

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

        lock (_lock)
        {
            if (!_values.Contains(value))
            {
                _values = _values.Add(value);
                _forms = _forms.Union(SecretForms.Of(value));
                _table = null;
            }
        }
    }

    /// <summary>Whether a text holds a known secret in any form.</summary>
    /// <param name="text">The text.</param>
    public bool Contains(string text) => Table().IndexIn(text) >= 0;

    /// <summary>Masks a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text without any known secret; the same instance when there was none.</returns>
    public string Mask(string text)
    {
        MaskTable table = Table();
        int at = table.IndexIn(text);
        if (at < 0)
        {
            return text;
        }

        StringBuilder masked = new(text.Length);
        int copied = 0;
        while (at >= 0)
        {
            int end = table.EndOfRun(text, at);
            masked.Append(text, copied, at - copied).Append(Mark);
            copied = end;
            int next = table.IndexIn(text.AsSpan(end));
            at = next < 0 ? -1 : end + next;
        }

        return masked.Append(text, copied, text.Length - copied).ToString();
    }

    private MaskTable Table()
    {
        if (_table is { } table)
        {
            return table;
        }

        lock (_lock)
        {
            return _table ??= new(_forms);
        }
    }
}
