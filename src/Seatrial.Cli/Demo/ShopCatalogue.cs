using System.Collections.Immutable;
using Seatrial.Core;

namespace Seatrial.Cli.Demo;

/// <summary>The releases of the sample shop.</summary>
/// <param name="folder">The shop's folder.</param>
internal sealed class ShopCatalogue(string folder)
{
    /// <summary>The shop's folder.</summary>
    public string Folder { get; } = folder;

    /// <summary>Finds the sample shop: below <c>SEATRIAL_HOME</c>, else below a folder above the executable.</summary>
    public static ShopCatalogue Find()
    {
        IEnumerable<string> roots = Environment.GetEnvironmentVariable("SEATRIAL_HOME") is { Length: > 0 } home ? [home] : Above(AppContext.BaseDirectory);
        string? shop = roots.Select(root => Path.Combine(root, "samples", "shop")).FirstOrDefault(Directory.Exists);
        return shop is null
            ? throw new SeatrialException("demo-no-shop", "The sample shop was not found. Run ./seatrial from a clone of the repository, or set SEATRIAL_HOME to one.")
            : new ShopCatalogue(shop);
    }

    /// <summary>The repository's root: builds are relative to it.</summary>
    public string Root => Path.GetFullPath(Path.Combine(Folder, "..", ".."));

    /// <summary>All defects, by name.</summary>
    public ImmutableArray<ShopRelease> Defects() =>
        [.. Directory.GetDirectories(Path.Combine(Folder, "defects")).Order(StringComparer.Ordinal)
            .Where(path => File.Exists(Path.Combine(path, "release.yaml")))
            .Select(path => Read(Path.GetFileName(path), Path.Combine(path, "release.yaml")))];

    /// <summary>A sound release.</summary>
    public ShopRelease Sound(string version) => Read(version, Path.Combine(Folder, "releases", $"{version}.yaml"));

    /// <summary>A defective release.</summary>
    public ShopRelease Defect(string name)
    {
        string file = Path.Combine(Folder, "defects", name, "release.yaml");
        return File.Exists(file)
            ? Read(name, file)
            : throw new SeatrialException("demo-no-defect", $"There is no defect {name}. There are: {string.Join(", ", Defects().Select(defect => defect.Name))}.");
    }

    /// <summary>Reads of a manifest what a person is told; deploying it is the supervisor's work, with a real parser.</summary>
    private static ShopRelease Read(string name, string file)
    {
        string section = string.Empty;
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        foreach (string line in File.ReadLines(file))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || line.TrimStart().StartsWith('#'))
            {
                continue;
            }

            string key = line[..colon].Trim();
            string value = line[(colon + 1)..].Trim().Trim('"', '\'');
            bool isNested = char.IsWhiteSpace(line[0]);
            section = isNested ? section : key;
            values.TryAdd(isNested ? $"{section}.{key}" : key, value);
        }

        return new ShopRelease(name, values.GetValueOrDefault("release") ?? name, file, values.GetValueOrDefault("fault.service"), values.GetValueOrDefault("fault.symptom"))
        {
            Why = values.GetValueOrDefault("why"),
        };
    }

    private static IEnumerable<string> Above(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            yield return folder.FullName;
        }
    }
}
