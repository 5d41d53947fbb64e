using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Masking;

/// <summary>A UUID for a UUID, or whatever had no other form.</summary>
/// <param name="hash">The domain.</param>
internal sealed class UuidMask(DomainHash hash) : IColumnMask
{
    public double Bits => 122;

    public bool IsCaseSafe => true;

    public string? Mask(string value)
    {
        hash.Draws(value);
        (ulong high, ulong low) = hash.Number;
        return ByteMakers.Uuid(high, low);
    }

    public void Dispose() => hash.Dispose();
}
