using System.Collections.Immutable;

namespace Seatrial.Project.Seeding;

/// <summary>What texts can mean, as rules name it.</summary>
public static class SeedMeanings
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        "card", "city", "color", "company", "country", "country-code", "currency", "department", "domain", "email", "first-name", "full-name", "iban", "ip", "job",
        "language", "last-name", "mac", "paragraph", "phone", "postcode", "product", "sentence", "state", "street", "title", "url", "username", "uuid",
    ];
}
