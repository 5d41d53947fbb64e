using System.Collections.Frozen;

namespace Seatrial.Environments.Releases;

/// <summary>What names, versions, paths and settings may be. Held where a manifest is read and again where it is acted on.</summary>
internal static class ReleaseRules
{
    public const string GatewayName = "gateway";

    private const int LongestName = 64;
    private const int LongestVersion = 128;

    private static readonly FrozenSet<string> Reserved = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "ASPNETCORE_URLS", "SERVICE_NAME", "SERVICE_VERSION", "DATA_DIR", "GATEWAY_ROUTES", "SEATRIAL_INSTANCE");

    public static bool IsServiceName(string name) =>
        name.Length is > 0 and <= LongestName
        && char.IsAsciiLetterLower(name[0])
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    public static bool IsVersion(string version) =>
        version.Length is > 0 and <= LongestVersion
        && version.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '+' or '-');

    public static bool IsRequestPath(string path) =>
        path.StartsWith('/')
        && !path.StartsWith("//", StringComparison.Ordinal)
        && path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_' or '.' or '?' or '=' or '&' or '~');

    /// <summary>Whether a relative path, by its text, cannot leave the folder it is relative to.</summary>
    public static bool StaysInside(string path) =>
        path.Length > 0 && !Path.IsPathRooted(path) && !path.Contains('\0', StringComparison.Ordinal)
        && !path.Split('/', '\\').Contains("..", StringComparer.Ordinal);

    /// <summary>Whether a word names a program: by name alone, or a file of the build.</summary>
    public static bool IsProgram(string word) => StaysInside(word) && !word.StartsWith('-');

    /// <summary>Null when a name can be an environment variable that a release sets; otherwise the reason why not.</summary>
    public static string? WhyNoSetting(string name)
    {
        if (name.Length is 0 or > 256
            || char.IsAsciiDigit(name[0])
            || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            return "an environment variable has letters, digits and underscores";
        }

        return Reserved.Contains(name) ? "whoever starts the service sets it" : null;
    }
}
