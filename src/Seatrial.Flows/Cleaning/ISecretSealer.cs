namespace Seatrial.Flows.Cleaning;

/// <summary>Hides values that must be kept until a cleanup ran, in a journal that others can read.</summary>
/// <remarks>Thread-safe.</remarks>
public interface ISecretSealer
{
    /// <summary>Seals a value.</summary>
    /// <param name="clear">The value.</param>
    /// <param name="purpose">What it is kept for; it opens for the same purpose only.</param>
    string Seal(string clear, string purpose);

    /// <summary>Opens what <see cref="Seal"/> returned.</summary>
    /// <param name="sealedText">The sealed value.</param>
    /// <param name="purpose">What it was kept for.</param>
    /// <returns>The value; null when the key is another one or the text was changed.</returns>
    string? TryOpen(string sealedText, string purpose);
}
