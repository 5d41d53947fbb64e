using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Seatrial.Environments.Releases;

/// <summary>A service ready to be started: paths absolute, every value known. Holds secrets: written only to files of the owner's.</summary>
/// <param name="Name">The service.</param>
/// <param name="Version">Its version.</param>
/// <param name="Folder">The folder of its build.</param>
/// <param name="Run">What to run there.</param>
/// <param name="Settings">Environment variables.</param>
public sealed record ServicePlan(
    string Name,
    string Version,
    string Folder,
    ImmutableArray<string> Run,
    ImmutableSortedDictionary<string, string> Settings)
{
    /// <summary>Whether starting the other instead would make a difference.</summary>
    /// <param name="other">The other plan; null when nothing runs.</param>
    public bool IsSameAs(ServicePlan? other) =>
        other is not null && CryptographicOperations.FixedTimeEquals(Fingerprint(), other.Fingerprint());

    private byte[] Fingerprint()
    {
        var text = new StringBuilder();
        Append(Name);
        Append(Version);
        Append(Folder);
        text.Append(Run.Length).Append(';');
        foreach (string word in Run)
        {
            Append(word);
        }

        // The order of an immutable dictionary depends on its comparer, which a round trip through JSON does not keep.
        foreach ((string key, string value) in Settings.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            Append(key);
            Append(value);
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));

        void Append(string part) => text.Append(part.Length).Append(':').Append(part);
    }

    // Generated members would print the settings, secrets included.
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(Name).Append(' ').Append(Version);
        return true;
    }
}
