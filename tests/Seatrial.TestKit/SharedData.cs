namespace Seatrial.TestKit;

/// <summary>
/// Conformance data kept beside the checkout, in <c>../shared/data</c>. It is large, public and not ours, so it is not
/// in the repository; a checkout without it skips these tests by name.
/// </summary>
public static class SharedData
{
    private static string Root =>
        Environment.GetEnvironmentVariable("SEATRIAL_SHARED_DATA") is { Length: > 0 } configured
            ? configured
            : Path.GetFullPath(TestPaths.InRepository("..", "shared", "data"));

    /// <summary>Whether <paramref name="relativePath"/> (a file or a folder) is there.</summary>
    public static bool Has(string relativePath) => Path.Exists(Path.Combine(Root, relativePath));

    /// <summary>The full path of a file or folder; skips the calling test when it is absent.</summary>
    /// <param name="relativePath">Below the data folder, such as <c>jsonpath/cts.json</c>.</param>
    public static string Require(string relativePath)
    {
        var path = Path.Combine(Root, relativePath);
        if (!Path.Exists(path))
        {
            Prerequisite.DataMissing($"../shared/data/{relativePath}");
        }

        return path;
    }
}
