using System.Collections.Frozen;
using Seatrial.Core;
using Seatrial.Project.Connections;

namespace Seatrial.Seeding;

/// <summary>The databases that can be seeded, by their addresses.</summary>
public static class SeedAddress
{
    private static readonly FrozenDictionary<string, int> Schemes = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["postgres"] = 5432,
        ["postgresql"] = 5432,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Reads an address such as <c>postgres://user:password@db.example/orders</c>.</summary>
    /// <param name="option">The option it was given by, for the message.</param>
    /// <param name="text">The address.</param>
    /// <exception cref="SeatrialException">It is none; the message holds no credentials.</exception>
    public static ServerAddress Parse(string option, string text) =>
        ServerAddress.TryParse(text, Schemes, out ServerAddress? address, out string? why)
            ? address
            : throw new SeatrialException("seed-address", $"The address given by {option} {why}. It looks like postgres://user:password@127.0.0.1:5432/database.");
}
