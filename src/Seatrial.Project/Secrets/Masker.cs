using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace Seatrial.Project.Secrets;

/// <summary>Takes secrets out of texts: raw, URL-encoded, base64 in all alignments, hexadecimal, JSON- and HTML-escaped.</summary>
/// <remarks>Thread-safe; grows while in use. What was masked before a secret was known stays as it is, so secrets are added before they are used.</remarks>
public sealed class Masker
{
    private const string Mark = "***";

    private readonly Lock _lock = new();
    private volatile State _state = new([], null, []);

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
            if (_state.Values.Contains(value))
            {
                return;
            }

            ImmutableHashSet<string> forms = _state.Forms.Union(SecretForms.Of(value));
            string[] longestFirst = [.. forms.OrderByDescending(f => f.Length).ThenBy(f => f, StringComparer.Ordinal)];
            _state = new(forms, SearchValues.Create(longestFirst, StringComparison.Ordinal), _state.Values.Add(value)) { LongestFirst = longestFirst };
        }
    }

    /// <summary>Masks a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text without any known secret; the same instance when there was none.</returns>
    public string Mask(string text)
    {
        State state = _state;
        if (state.Search is null || text.AsSpan().IndexOfAny(state.Search) < 0)
        {
            return text;
        }

        StringBuilder masked = new(text.Length);
        ReadOnlySpan<char> rest = text;
        while (rest.IndexOfAny(state.Search) is >= 0 and var at)
        {
            masked.Append(rest[..at]).Append(Mark);
            rest = rest[(at + LongestAt(state, rest[at..]))..];
        }

        return masked.Append(rest).ToString();
    }

    private static int LongestAt(State state, ReadOnlySpan<char> text)
    {
        foreach (string form in state.LongestFirst)
        {
            if (text.StartsWith(form, StringComparison.Ordinal))
            {
                return form.Length;
            }
        }

        return 1;
    }

    private sealed record State(ImmutableHashSet<string> Forms, SearchValues<string>? Search, ImmutableHashSet<string> Values)
    {
        public string[] LongestFirst { get; init; } = [];
    }
}
