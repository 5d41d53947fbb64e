using System.Security.Cryptography;

namespace Seatrial.Seeding.Proof;

/// <summary>Invented values that are in no database, but are fingerprinted as if production had them.</summary>
/// <param name="Name">Three words, with accents.</param>
/// <param name="Mail">An address.</param>
/// <param name="Phone">A number, as people write it.</param>
/// <param name="Text">A long text.</param>
internal sealed record Canary(string Name, string Mail, string Phone, string Text)
{
    private const string Consonants = "bcdfghjklmnpqrstvwxz";
    private const string Vowels = "aeiouäéîöü";

    public static Canary Random() => new(
        $"{Word(5)} {Word(5)} {Word(5)}",
        $"{Word(4)}.{Word(4)}@{Word(3)}.{Word(2)}",
        $"+{RandomNumberGenerator.GetInt32(30, 99)} {RandomNumberGenerator.GetInt32(100, 999)} {RandomNumberGenerator.GetInt32(1_000_000, 9_999_999)}",
        string.Join(' ', Enumerable.Range(0, 24).Select(static _ => Word(RandomNumberGenerator.GetInt32(2, 5)))));

    private static string Word(int syllables)
    {
        string word = string.Concat(Enumerable.Range(0, syllables).Select(static _ => $"{Consonants[RandomNumberGenerator.GetInt32(Consonants.Length)]}{Vowels[RandomNumberGenerator.GetInt32(Vowels.Length)]}"));
        return char.ToUpperInvariant(word[0]) + word[1..];
    }
}
