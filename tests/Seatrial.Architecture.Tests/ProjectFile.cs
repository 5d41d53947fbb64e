using System.Xml.Linq;

namespace Seatrial.Architecture.Tests;

/// <summary>What one project file references.</summary>
internal sealed record ProjectFile(
    string Path,
    string Name,
    IReadOnlyList<string> Projects,
    IReadOnlyList<string> Packages,
    IReadOnlyList<string> Frameworks,
    IReadOnlyList<string> PinnedVersions)
{
    public static ProjectFile Parse(SourceFile file)
    {
        var xml = XDocument.Parse(file.Text);
        return new ProjectFile(
            file.Path,
            System.IO.Path.GetFileNameWithoutExtension(file.Name),
            [.. Includes(xml, "ProjectReference").Select(i => System.IO.Path.GetFileNameWithoutExtension(i.Split('/', '\\')[^1]))],
            [.. Includes(xml, "PackageReference")],
            [.. Includes(xml, "FrameworkReference")],
            [.. xml.Descendants("PackageReference").Where(p => p.Attribute("Version") is not null).Select(p => p.Attribute("Include")!.Value)]);
    }

    private static IEnumerable<string> Includes(XDocument xml, string element) =>
        xml.Descendants(element).Select(e => e.Attribute("Include")?.Value).OfType<string>();
}
