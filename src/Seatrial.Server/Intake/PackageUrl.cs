namespace Seatrial.Server.Intake;

/// <summary>The version in a package URL: <c>pkg:oci/myapp@sha256%3A0b31…?tag=1.2.0#sub/path</c>.</summary>
internal static class PackageUrl
{
    /// <summary>Finds the version.</summary>
    /// <param name="text">The package URL.</param>
    /// <returns>The <c>tag</c> qualifier if there is one, as services tell tags and not digests; else the version; else null.</returns>
    public static string? VersionOf(string text)
    {
        if (!text.StartsWith("pkg:", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string rest = text.Split('#', 2)[0];
        string[] parts = rest.Split('?', 2);
        string? tag = parts.Length < 2
            ? null
            : parts[1]
                .Split('&')
                .Where(pair => pair.StartsWith("tag=", StringComparison.OrdinalIgnoreCase))
                .Select(pair => Uri.UnescapeDataString(pair[4..]))
                .FirstOrDefault();
        if (!string.IsNullOrEmpty(tag))
        {
            return tag;
        }

        // The last @ after the last slash: names of scoped packages hold one too.
        int slash = parts[0].LastIndexOf('/');
        int at = parts[0].LastIndexOf('@');
        return at > slash && at + 1 < parts[0].Length ? Uri.UnescapeDataString(parts[0][(at + 1)..]) : null;
    }
}
