using Seatrial.Core;

namespace Seatrial.Cli.Demo;

/// <summary>The demo's working folder: a copy of the shop's project, whose builds stay where they are.</summary>
internal sealed class DemoFolder : IDisposable
{
    private readonly ShopCatalogue _shop;
    private readonly List<string> _lent = [];

    private DemoFolder(ShopCatalogue shop, string root)
    {
        _shop = shop;
        Root = root;
    }

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>The project's copy.</summary>
    public string Project => Path.Combine(Root, "shop");

    /// <summary>Copies the project.</summary>
    /// <param name="shop">The sample shop.</param>
    /// <param name="isShadow">Whether the copy decides and does not act.</param>
    public static DemoFolder Make(ShopCatalogue shop, bool isShadow)
    {
        if (!Directory.Exists(Path.Combine(shop.Root, "artifacts", "shop")))
        {
            throw new SeatrialException("demo-not-built", "The shop was not built. Start the demo with ./seatrial demo, which builds it; or: dotnet build samples/shop/Shop.Builds.proj");
        }

        DemoFolder folder = new(shop, Directory.CreateTempSubdirectory("seatrial-demo-").FullName);
        string text = File.ReadAllText(Path.Combine(shop.Folder, "seatrial.yaml"))
            .Replace("root: ../..", $"root: '{shop.Root}'", StringComparison.Ordinal);
        text = isShadow ? text.Replace("mode: enforce", "mode: shadow", StringComparison.Ordinal) : text;
        Directory.CreateDirectory(folder.Project);
        File.WriteAllText(Path.Combine(folder.Project, "seatrial.yaml"), text);
        foreach (string name in (string[])["flows", "releases", "defects"])
        {
            CopyYaml(Path.Combine(shop.Folder, name), Path.Combine(folder.Project, name));
        }

        return folder;
    }

    /// <summary>The copy of a release's manifest.</summary>
    public string ManifestOf(ShopRelease release) =>
        Path.Combine(Project, Path.GetRelativePath(_shop.Folder, release.Manifest));

    /// <summary>Makes the sample project's own commands reach the running shop; false when it has an environment of its own.</summary>
    public bool TryLend(string environment)
    {
        string own = Path.Combine(_shop.Folder, ".seatrial");
        string lent = Path.Combine(Project, ".seatrial");
        string[] names = [Path.Combine("environments", environment), "secrets", "server.json"];
        if (OperatingSystem.IsWindows() || names.Any(name => Path.Exists(Path.Combine(own, name))))
        {
            return false;
        }

        foreach (string name in names)
        {
            string link = Path.Combine(own, name);
            Directory.CreateDirectory(Path.GetDirectoryName(link)!);
            File.CreateSymbolicLink(link, Path.Combine(lent, name));
            _lent.Add(link);
        }

        return true;
    }

    public void Dispose()
    {
        foreach (string link in _lent)
        {
            File.Delete(link);
        }

        Directory.Delete(Root, recursive: true);
    }

    private static void CopyYaml(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*.yaml", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
