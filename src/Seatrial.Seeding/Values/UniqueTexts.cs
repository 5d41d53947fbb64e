using System.Globalization;
using Seatrial.Seeding.Checks;
using Seatrial.Seeding.Profiles;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Values;

/// <summary>Makers of texts of which no two are the same, in small letters where case does not tell them apart.</summary>
internal static class UniqueTexts
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz", Consonants = "bcdfghjklmnprstvwz";

    private const string Vowels = "aeiou";

    /// <summary>Longer ones are not needed: more than that can never be asked for.</summary>
    private const int Longest = 22;

    public static IUniqueMaker? For(MakerRequest request, DataType.Scalar scalar, bool isCaseBlind, CellKey key)
    {
        if (TextFit.Of(request, scalar, isCaseBlind) is not { } fit)
        {
            return null;
        }

        IUniqueMaker? nice = Meaning(request, fit, key);
        nice ??= Masks(request, fit, key);
        if (fit.Language is { } language)
        {
            // What looks nice is taken if it matches; all of it does when its ends and its middle do, since only a counter changes.
            return nice is ChainedMaker or null || !Matches(nice, language, fit) ? new CountedMaker(language.Size, i => CellValue.Of(language.At(i)), key) : nice;
        }

        return nice ?? General(request, fit, key, isCaseBlind, without: -1);
    }

    private static bool Matches(IUniqueMaker maker, TextLanguage language, TextFit fit)
    {
        for (uint i = 0; i < 64; i++)
        {
            string text = maker.At(maker.Capacity / 64 * i).Text;
            if (!language.Matches(text) || text.Length < fit.Least)
            {
                return false;
            }
        }

        return true;
    }

    private static CountedMaker? Meaning(MakerRequest request, TextFit fit, CellKey key)
    {
        string? meaning = (request.Shape as ValueShape.Texts)?.Meaning ?? (request.Shape is ValueShape.Texts { Masks.IsEmpty: false } ? null : Meanings.ByName(request.Name));
        if (fit.Case == LetterCase.Upper || !request.Rule.Excluded.IsEmpty)
        {
            return null;
        }

        WordSource words = WordSource.Of(request.Settings.Locale);
        string tag = MeaningMakers.Plain(request.Settings.RunTag);
        switch (meaning)
        {
            case "email":
                string end = $"+{tag}@example.com";
                int room = Math.Min(12, fit.Most - end.Length);
                bool isNamed = fit.Most - end.Length - room >= 24;
                return room < 5 || fit.Least > 5 + end.Length
                    ? null
                    : new(Power(36, room), i => CellValue.Of($"{(isNamed ? Name(words, key, i) : string.Empty)}{Number(i)}{end}"), key);
            case "username" when fit.Most >= 20 && fit.Least <= 6:
                int digits = Math.Min(12, fit.Most - 12);
                return new(Power(36, digits), i => CellValue.Of($"{Short(Pick(words.PlainFirstNames, key, i, 0), 10)}-{Number(i)}"), key);
            case "url" when fit.Most >= 40 && fit.Least <= 20:
                return new(Power(36, 12), i => CellValue.Of($"https://example.com/{Number(i)}"), key);
            case "domain" when fit.Most >= 26 && fit.Least <= 12:
                return new(Power(36, 12), i => CellValue.Of($"{Number(i)}.example.com"), key);
            case "uuid" when fit is { Most: >= 36, Least: <= 36 }:
                ulong run = CellKey.Of(0, request.Settings.RunTag).Hash(0, 0);
                return new((UInt128)1 << 60, i => CellValue.Of(ByteMakers.OwnUuid(run, (ulong)i)), key);
            case "iban" when fit is { Most: >= 22, Least: <= 22 } && fit.Case != LetterCase.Lower:
                return new(Power(10, 10), static i => CellValue.Of(CheckDigits.Iban("DE", "99999999" + ((ulong)i).ToString("0000000000", CultureInfo.InvariantCulture))), key);
            case "card" or "card-number" or "credit-card" when fit is { Most: >= 16, Least: <= 16 }:
                return new(Power(10, 9), static i => CellValue.Of(CheckDigits.Luhn("400000" + ((ulong)i).ToString("000000000", CultureInfo.InvariantCulture))), key);
            default:
                return null;
        }
    }

    /// <summary>The mask that most texts follow, then texts of another length.</summary>
    private static ChainedMaker? Masks(MakerRequest request, TextFit fit, CellKey key)
    {
        if (request.Shape is not ValueShape.Texts { Masks.IsEmpty: false } texts || fit.Case != LetterCase.Any || !request.Rule.Excluded.IsEmpty)
        {
            return null;
        }

        TextMask? mask = texts.Masks.Where(m => m.Mask.Length >= fit.Least && m.Mask.Length <= fit.Most && m.Mask.TrimEnd(' ') == m.Mask && m.Mask.Any(static c => c is 'A' or 'a' or '9')).MaxBy(static m => m.Share);
        if (mask is null)
        {
            return null;
        }

        UInt128 capacity = mask.Mask.Aggregate(UInt128.One, static (sum, c) => c is 'A' or 'a' ? Times(sum, 26) : c == '9' ? Times(sum, 10) : sum);
        CountedMaker masked = new(capacity, i => CellValue.Of(Masked(mask.Mask, i)), key);
        return fit.Language is null && General(request, fit, key, isCaseBlind: true, mask.Mask.Length) is { } rest ? new([masked, rest]) : new([masked]);
    }

    private static string Masked(string mask, UInt128 number) => string.Create(mask.Length, (mask, number), static (span, state) =>
    {
        UInt128 left = state.number;
        for (int i = span.Length - 1; i >= 0; i--)
        {
            char one = state.mask[i];
            int size = one is 'A' or 'a' ? 26 : one == '9' ? 10 : 1;
            (left, UInt128 digit) = UInt128.DivRem(left, (UInt128)size);
            span[i] = size == 1 ? one : (char)((one == '9' ? '0' : one) + (int)digit);
        }
    });

    /// <summary>Texts of no meaning: where there is room they can be spoken, and end in what makes them many.</summary>
    private static CountedMaker? General(MakerRequest request, TextFit fit, CellKey key, bool isCaseBlind, int without)
    {
        int most = Math.Min(fit.Most, Math.Max(fit.Least, Longest)), least = Math.Max(1, fit.Least);
        if (most < 8 || without >= 0 || fit.Case != LetterCase.Any || fit.Least > 8 || !request.Rule.Excluded.IsEmpty)
        {
            return Every(request, fit, key, isCaseBlind, least, most, without);
        }

        // Syllables, a dash, and a number: the dash stands at the same place in all of them.
        int syllables = most >= 16 ? 3 : 2, room = Math.Min(most, Longest) - (2 * syllables) - 1;
        UInt128 spoken = Power((uint)(Consonants.Length * Vowels.Length), syllables);
        UInt128 capacity = Times(spoken, Power(36, room));
        return new(capacity, i =>
        {
            (UInt128 number, UInt128 word) = UInt128.DivRem(i, spoken);
            return CellValue.Of($"{Spoken((int)word, syllables)}-{Number(number).PadLeft(Math.Min(3, room), '0')}");
        }, key);
    }

    private static CountedMaker? Every(MakerRequest request, TextFit fit, CellKey key, bool isCaseBlind, int least, int most, int without)
    {
        UInt128 alphabet = PatternNode.Range('0', '9');
        alphabet |= fit.Case == LetterCase.Upper ? PatternNode.Range('A', 'Z') : PatternNode.Range('a', 'z');
        if (fit.Case == LetterCase.Any && !isCaseBlind)
        {
            alphabet |= PatternNode.Range('A', 'Z');
        }

        List<TextPattern> patterns = [.. request.Rule.Excluded.Where(static v => v.Kind == CellKind.Text).Select(static v => new TextPattern(PatternParser.Exactly(v.Text), IsForbidden: true))];
        if (without >= 0)
        {
            PatternNode any = new PatternNode.Set(PatternNode.Printable);
            patterns.Add(new(new PatternNode.Sequence([new PatternNode.Set(PatternNode.Of(PatternNode.Start)), new PatternNode.Repeat(any, without, without), new PatternNode.Set(PatternNode.Of(PatternNode.End))]), IsForbidden: true));
        }

        TextLanguage? language = TextLanguage.Of(patterns, alphabet, least, most);
        return language is null || language.Size == UInt128.Zero ? null : new(language.Size, i => CellValue.Of(language.At(i)), key);
    }

    private static string Spoken(int number, int syllables) => string.Create(2 * syllables, number, static (span, left) =>
    {
        for (int i = 0; i < span.Length; i += 2)
        {
            (left, int vowel) = Math.DivRem(left, Vowels.Length);
            (left, int consonant) = Math.DivRem(left, Consonants.Length);
            span[i] = Consonants[consonant];
            span[i + 1] = Vowels[vowel];
        }
    });

    private static string Name(WordSource words, CellKey key, UInt128 index) =>
        $"{Short(Pick(words.PlainFirstNames, key, index, 0), 11)}.{Short(Pick(words.PlainLastNames, key, index, 1), 11)}.";

    private static string Pick(string[] words, CellKey key, UInt128 index, ulong draw) => words[(int)(key.Hash((ulong)index, 16 + draw) % (ulong)words.Length)];

    private static string Short(string text, int most) => text.Length <= most ? text : text[..most];

    /// <summary>A number in digits and letters.</summary>
    private static string Number(UInt128 number)
    {
        Span<char> text = stackalloc char[26];
        int at = text.Length;
        do
        {
            (number, UInt128 digit) = UInt128.DivRem(number, (UInt128)36);
            text[--at] = Digits[(int)digit];
        }
        while (number > UInt128.Zero);
        return text[at..].ToString();
    }

    private static UInt128 Power(uint of, int exponent)
    {
        UInt128 power = UInt128.One;
        for (int i = 0; i < exponent; i++)
        {
            power = Times(power, of);
        }

        return power;
    }

    private static UInt128 Times(UInt128 one, params ReadOnlySpan<UInt128> others)
    {
        foreach (UInt128 other in others)
        {
            one = one > UInt128.MaxValue / other ? UInt128.MaxValue : one * other;
        }

        return one;
    }
}
