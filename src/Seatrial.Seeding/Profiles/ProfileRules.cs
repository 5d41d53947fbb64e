using System.Collections.Immutable;

namespace Seatrial.Seeding.Profiles;

/// <summary>What must hold in a profile beyond its form: nothing is in it that too few subjects share.</summary>
internal static class ProfileRules
{
    /// <summary>Where a rule is broken and why, or nulls.</summary>
    public static (string? Path, string? Why) Broken(SeedProfile profile)
    {
        if (profile.Disclosure is { Subjects: < 2 } or { Epsilon: not > 0 } or { Delta: not (> 0 and < 1) })
        {
            return ("$.disclosure", "at least 2 subjects, an epsilon above 0 and a delta between 0 and 1 are wanted.");
        }

        for (int t = 0; t < profile.Tables.Length; t++)
        {
            TableProfile table = profile.Tables[t];
            string path = $"$.tables[{t}]";
            if (table.Rows < 0)
            {
                return ($"{path}.rows", "it is below 0.");
            }

            for (int c = 0; c < table.Columns.Length; c++)
            {
                if (table.Columns[c] is var column && !IsShare(column.NullFraction))
                {
                    return ($"{path}.columns[{c}].nullFraction", "it is no share between 0 and 1.");
                }

                if (column.Shape is { } shape && Broken(shape, profile.Disclosure.Subjects) is ({ } at, { } why))
                {
                    return ($"{path}.columns[{c}].shape{at}", why);
                }
            }

            for (int f = 0; f < table.FanOuts.Length; f++)
            {
                if (Broken(table.FanOuts[f].Bins) is { } why)
                {
                    return ($"{path}.fanOuts[{f}].bins", why);
                }
            }

            for (int o = 0; o < table.TimeOrders.Length; o++)
            {
                if (Broken(table.TimeOrders[o].Gaps) is { } why)
                {
                    return ($"{path}.timeOrders[{o}].gaps", why);
                }
            }
        }

        return default;
    }

    private static (string? Path, string? Why) Broken(ValueShape shape, int subjects) => shape switch
    {
        ValueShape.Categories c when First(c.Values, v => !IsShare(v.Share)) is { } at => ($".values[{at}].share", "it is no share between 0 and 1."),
        ValueShape.Categories c when First(c.Values, v => v.Source == ValueSource.ManySubjects && v.Subjects < subjects) is { } at =>
            ($".values[{at}].subjects", $"a value stands here that fewer than {subjects} subjects share."),
        ValueShape.Categories c when !IsShare(c.OtherShare) => (".otherShare", "it is no share between 0 and 1."),
        ValueShape.Numbers n when Broken(n.Buckets) is { } why => (".buckets", why),
        ValueShape.Times n when Broken(n.Buckets) is { } why => (".buckets", why),
        ValueShape.Bytes b when Broken(b.Lengths) is { } why => (".lengths", why),
        ValueShape.Texts t when Broken(t.Lengths) is { } why => (".lengths", why),
        ValueShape.Texts t when First(t.Masks, m => m.Subjects < subjects || !IsShare(m.Share)) is { } at => ($".masks[{at}]", $"a mask stands here that fewer than {subjects} subjects share, or whose share is none."),
        ValueShape.Texts t when First(t.Masks, static m => m.Mask.Any(static c => char.IsLetterOrDigit(c) && c is not ('A' or 'a' or '9' or 'x'))) is { } at => ($".masks[{at}].mask", "a letter or digit stands in it."),
        ValueShape.Documents d when First(d.Paths, p => p.Subjects < subjects || !IsShare(p.Share)) is { } at => ($".paths[{at}]", $"a path stands here that fewer than {subjects} subjects share, or whose share is none."),
        ValueShape.Lists l when Broken(l.Lengths) is { } why => (".lengths", why),
        ValueShape.Lists { Element: { } element } when Broken(element, subjects) is ({ } at, { } why) => ($".element{at}", why),
        _ => default,
    };

    private static string? Broken(ImmutableArray<Bucket> buckets)
    {
        double last = double.NegativeInfinity;
        foreach (Bucket bucket in buckets)
        {
            if (!double.IsFinite(bucket.Low) || !double.IsFinite(bucket.High) || bucket.High < bucket.Low || bucket.Low < last || !IsShare(bucket.Share))
            {
                return "a bucket must go up, begin where the one before it ends or later, and have a share between 0 and 1.";
            }

            last = bucket.High;
        }

        return null;
    }

    private static int? First<T>(ImmutableArray<T> items, Func<T, bool> isBroken)
    {
        for (int i = 0; i < items.Length; i++)
        {
            if (isBroken(items[i]))
            {
                return i;
            }
        }

        return null;
    }

    private static bool IsShare(double share) => share is >= 0 and <= 1;
}
