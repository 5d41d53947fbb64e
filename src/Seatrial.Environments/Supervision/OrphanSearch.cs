using System.Globalization;
using System.Text;

namespace Seatrial.Environments.Supervision;

/// <summary>
/// Finds processes of ours whose number was never written down, because the supervisor died between starting one and
/// writing. Where there is no <c>/proc</c> none is found; such a process then keeps its port and is in nobody's way.
/// </summary>
internal static class OrphanSearch
{
    /// <summary>The processes that carry a marker, by the marker's value.</summary>
    /// <param name="prefix">The start of the values looked for.</param>
    public static IReadOnlyList<(string Marker, ProcessIdentity Process)> Find(string prefix)
    {
        var found = new List<(string, ProcessIdentity)>();
        if (!OperatingSystem.IsLinux())
        {
            return found;
        }

        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int pid)
                && ReadMarker(folder, prefix) is { } marker)
            {
                found.Add((marker, ProcessIdentity.Of(pid)));
            }
        }

        return found;
    }

    private static string? ReadMarker(string folder, string prefix)
    {
        try
        {
            string wanted = InstanceEnvironment.Marker + "=" + prefix;
            string text = Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(folder, "environ")));
            string? variable = text.Split('\0').FirstOrDefault(v => v.StartsWith(wanted, StringComparison.Ordinal));
            return variable?[(InstanceEnvironment.Marker.Length + 1)..];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It ended, or is somebody else's.
            return null;
        }
    }
}
