namespace Seatrial.Project.Loading;

/// <summary>Paths as users write them in a project.</summary>
public static class ProjectPath
{
    /// <summary>Whether a path stays in the project: relative, and without steps back.</summary>
    /// <param name="path">The path, with slashes.</param>
    public static bool IsInside(string path) =>
        path.Length > 0
        && !path.AsSpan().ContainsAny('\\', '\0', ':')
        && !Path.IsPathRooted(path)
        && !path.Split('/').Any(static part => part is "" or "." or "..");
}
