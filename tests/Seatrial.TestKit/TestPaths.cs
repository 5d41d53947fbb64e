namespace Seatrial.TestKit;

/// <summary>Where things are, whatever the working directory of the test process.</summary>
public static class TestPaths
{
    private static readonly Lazy<string> Root = new(FindRoot);

    /// <summary>The folder that holds <c>Seatrial.slnx</c>.</summary>
    public static string RepositoryRoot => Root.Value;

    /// <summary>The launcher script. <c>./test</c> makes sure that what it starts is up to date.</summary>
    public static string Launcher => InRepository("seatrial");

    /// <summary>The published command, without the launcher's check for changed sources.</summary>
    public static string PublishedCommand => InRepository("artifacts", "publish", "seatrial", "seatrial");

    /// <summary>A path below the repository root.</summary>
    public static string InRepository(params ReadOnlySpan<string> parts) =>
        Path.Combine([RepositoryRoot, .. parts]);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Seatrial.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException(
            $"No Seatrial.slnx above {AppContext.BaseDirectory}; tests run from a build inside the repository.");
    }
}
