using System.Collections.Immutable;
using Seatrial.Seeding.Profiles;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Values;

/// <summary>Who makes texts: by their meaning, else by mask, else of words.</summary>
internal static class TextMakers
{
    private static readonly ImmutableArray<Bucket> UsualLengths = [new(6, 14, 0.5), new(15, 40, 0.5)];

    public static IValueMaker? For(MakerRequest request, DataType.Scalar scalar)
    {
        if (TextFit.Of(request, scalar) is not { } fit)
        {
            return null;
        }

        IValueMaker maker = request.Shape switch
        {
            ValueShape.Categories { Values.IsEmpty: false } categories => Categories(request, categories, fit),
            ValueShape.Texts texts when MeaningOf(request, fit) is { } meaning && texts.Meaning is not null => meaning,
            ValueShape.Texts { Masks: { IsEmpty: false } masks } texts => Masks(request, masks, texts.Lengths, fit),
            ValueShape.Texts { Lengths.IsEmpty: false } texts => MeaningOf(request, fit) ?? WordsOf(request, texts.Lengths, fit),
            _ => MeaningOf(request, fit) ?? WordsOf(request, UsualLengths, fit),
        };
        return new FittedTextMaker(maker, fit);
    }

    /// <summary>Lexemes, or a question for them.</summary>
    public static IValueMaker Search(MakerRequest request, bool isQuery)
    {
        string[] words = WordSource.Of(request.Settings.Locale).Lorem;
        return new FunctionMaker((ref random) =>
        {
            string one = words[random.Below(words.Length)], other = words[random.Below(words.Length)], third = words[random.Below(words.Length)];
            return CellValue.Literal(isQuery ? $"'{Bare(one)}' & '{Bare(other)}'" : $"'{Bare(one)}':1 '{Bare(other)}':2 '{Bare(third)}':3");
        });
    }

    private static string Bare(string word) => string.Concat(word.Where(char.IsLetterOrDigit));

    private static IValueMaker? MeaningOf(MakerRequest request, TextFit fit)
    {
        string? meaning = (request.Shape as ValueShape.Texts)?.Meaning ?? Meanings.ByName(request.Name);

        // What must have an @ in it is an address, and must be none that reaches someone.
        CellRandom random = CellKey.Of(0, "sample").At(0);
        meaning ??= fit.Language?.Make(ref random).Contains('@', StringComparison.Ordinal) == true ? "email" : null;
        return meaning is null ? null : MeaningMakers.For(meaning, request.Settings, fit.Most);
    }

    private static WordsMaker WordsOf(MakerRequest request, ImmutableArray<Bucket> lengths, TextFit fit) =>
        new(WordSource.Of(request.Settings.Locale).Lorem, lengths, Math.Max(fit.Most, 1));

    private static IValueMaker Masks(MakerRequest request, ImmutableArray<TextMask> masks, ImmutableArray<Bucket> lengths, TextFit fit)
    {
        ImmutableArray<TextMask> fitting = [.. masks.Where(m => m.Share > 0 && m.Mask.Length <= fit.Most && m.Mask.Length >= fit.Least)];
        double known = fitting.Sum(static m => m.Share);
        WordsMaker words = WordsOf(request, lengths.IsEmpty ? UsualLengths : lengths, fit);
        return fitting.IsEmpty ? words : known < 0.995 && !lengths.IsEmpty ? new EitherMaker(words, new MaskMaker(fitting), 1 - known) : new MaskMaker(fitting);
    }

    private static IValueMaker Categories(MakerRequest request, ValueShape.Categories categories, TextFit fit)
    {
        Category[] fitting = [.. categories.Values.Where(c => c.Value.Length <= fit.Most && c.Value.Length >= fit.Least && fit.Language?.Matches(c.Value) != false)];
        ImmutableArray<Bucket> lengths = fitting.Length > 0 ? [new Bucket(Math.Max(3, fitting.Min(static c => c.Value.Length)), Math.Max(3, fitting.Max(static c => c.Value.Length)), 1)] : UsualLengths;
        IValueMaker other = MeaningOf(request, fit) ?? WordsOf(request, lengths, fit);
        if (fitting.Length == 0)
        {
            return other;
        }

        ChoiceMaker known = new([.. fitting.Select(static c => CellValue.Of(c.Value))], [.. fitting.Select(static c => c.Share)]);
        return categories.OtherShare > 0 ? new EitherMaker(other, known, categories.OtherShare) : known;
    }
}
