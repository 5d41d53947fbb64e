namespace Seatrial.Project.Masking;

/// <summary>What of a value stays known.</summary>
public enum MaskGrain
{
    /// <summary>The first day of its year.</summary>
    Year,

    /// <summary>The first day of its month.</summary>
    Month,

    /// <summary>The low end of the bucket it lies in.</summary>
    Bucket,

    /// <summary>Its first characters.</summary>
    Prefix,
}
