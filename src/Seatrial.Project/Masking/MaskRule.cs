namespace Seatrial.Project.Masking;

/// <summary>What becomes of a column's values. Null stays null.</summary>
public abstract record MaskRule
{
    private MaskRule()
    {
    }

    /// <summary>They stay as they are.</summary>
    /// <param name="Reason">Why they may.</param>
    public sealed record Keep(string Reason) : MaskRule;

    /// <summary>They are left out.</summary>
    public sealed record Null : MaskRule;

    /// <summary>All are the same.</summary>
    /// <param name="Text">As which.</param>
    public sealed record Constant(string Text) : MaskRule;

    /// <summary>Each stands for another, always the same.</summary>
    /// <param name="Kind">What the other is: one of <see cref="MaskKinds.All"/>.</param>
    /// <param name="Domain">What shares its pseudonyms; null for what is usual for the kind.</param>
    public sealed record Pseudonym(string Kind, string? Domain) : MaskRule;

    /// <summary>Less of each is known.</summary>
    /// <param name="To">What of it.</param>
    /// <param name="Size">The width of a bucket, or the length of a prefix.</param>
    public sealed record Generalise(MaskGrain To, decimal Size) : MaskRule;

    /// <summary>Each is moved by something.</summary>
    /// <param name="Share">Of a number, at most this share of it.</param>
    /// <param name="Days">Of a date, at most so many days.</param>
    public sealed record Noise(decimal? Share, int? Days) : MaskRule;
}
