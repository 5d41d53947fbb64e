namespace Seatrial.Project.Boundaries;

/// <summary>What is wrong with the token that a boundary tries a route with. Each must be refused.</summary>
/// <remarks>After RFC 8725 (JSON Web Token Best Current Practices) §2 and RFC 6750 §3.1.</remarks>
public enum TokenAttack
{
    /// <summary>There is none.</summary>
    Missing,

    /// <summary>It is no token at all.</summary>
    Malformed,

    /// <summary>It was good once.</summary>
    Expired,

    /// <summary>It is for another service.</summary>
    WrongAudience,

    /// <summary>Somebody else says they issued it.</summary>
    WrongIssuer,

    /// <summary>It is signed with a key of the attacker's.</summary>
    WrongKey,

    /// <summary>It brings the key that it is signed with (<c>jwk</c> in its header): the attacker's.</summary>
    EmbeddedKey,

    /// <summary>A claim was changed after it was signed.</summary>
    Tampered,

    /// <summary>It says that it needs no signature (<c>alg: none</c>).</summary>
    NoneAlgorithm,

    /// <summary>It is good, and of another tenant.</summary>
    OtherTenant,
}
