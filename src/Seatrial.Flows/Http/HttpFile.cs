namespace Seatrial.Flows.Http;

/// <summary>A file of the project that is sent.</summary>
/// <param name="Path">Its path in the project.</param>
/// <param name="Content">Its content.</param>
internal sealed record HttpFile(string Path, ReadOnlyMemory<byte> Content)
{
    /// <summary>Its name alone.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The type its name tells; any bytes otherwise.</summary>
    public string Type => System.IO.Path.GetExtension(Path).ToLowerInvariant() switch
    {
        ".json" => "application/json",
        ".xml" => "application/xml",
        ".txt" or ".log" => "text/plain",
        ".csv" => "text/csv",
        ".html" or ".htm" => "text/html",
        ".css" => "text/css",
        ".js" => "text/javascript",
        ".md" => "text/markdown",
        ".yaml" or ".yml" => "application/yaml",
        ".pdf" => "application/pdf",
        ".zip" => "application/zip",
        ".gz" => "application/gzip",
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".gif" => "image/gif",
        ".webp" => "image/webp",
        ".svg" => "image/svg+xml",
        ".mp3" => "audio/mpeg",
        ".mp4" => "video/mp4",
        _ => "application/octet-stream",
    };
}
