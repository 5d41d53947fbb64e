using System.Collections.Immutable;

namespace Seatrial.Project.Masking;

/// <summary>What pseudonyms can be.</summary>
public static class MaskKinds
{
    /// <summary>A number or text of the same form: digits for digits, letters for letters.</summary>
    public const string Form = "fpe";

    /// <summary>Letters and digits that mean nothing, as many as there must be.</summary>
    public const string Token = "token";

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        "email", "first-name", "last-name", "full-name", "username", "phone", "street", "city", "postcode", "state", "country", "country-code", "company", "job",
        "url", "domain", "ip", "mac", "uuid", "iban", "card", "title", "sentence", "paragraph", "hash", "user-agent", "language", "currency", "time-zone", Form, Token,
    ];
}
