using System.Text.Json;
using Seatrial.Project.Secrets;
using Seatrial.Server.Api;

namespace Seatrial.Server.Hosting;

/// <summary>What a running server says of itself in <c>server.json</c>, so that the command line and supervisors find it.</summary>
/// <param name="ProcessId">Its process.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="Api">The address of the API and the intake.</param>
/// <param name="OtlpGrpc">Where OTLP over gRPC comes in; null when it does not.</param>
/// <param name="OtlpHttp">Where OTLP over HTTP comes in; null when it does not.</param>
public sealed record ServerFile(
    int ProcessId,
    DateTimeOffset StartedAt,
    Uri Api,
    Uri? OtlpGrpc,
    Uri? OtlpHttp)
{
    /// <summary>The file's name in the state folder.</summary>
    public const string Name = "server.json";

    /// <summary>Reads what a server left; null when there is none or it is unreadable. The process may be gone.</summary>
    /// <param name="stateFolder">The state folder.</param>
    public static ServerFile? Read(string stateFolder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(stateFolder, Name)), ApiJsonContext.Default.ServerFile);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes it; a reader sees the old one or the new one, never a part.</summary>
    /// <param name="stateFolder">The state folder.</param>
    internal void Write(string stateFolder)
    {
        string temporary = Path.Combine(stateFolder, $"{Name}.{ProcessId}");
        using (FileStream stream = OwnerOnly.Open(temporary, FileMode.Create, FileAccess.Write, FileShare.Read))
        {
            JsonSerializer.Serialize(stream, this, ApiJsonContext.Default.ServerFile);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, Path.Combine(stateFolder, Name), overwrite: true);
    }

    /// <summary>Removes it, unless another server wrote its own since.</summary>
    /// <param name="stateFolder">The state folder.</param>
    internal void Remove(string stateFolder)
    {
        if (Read(stateFolder) == this)
        {
            File.Delete(Path.Combine(stateFolder, Name));
        }
    }
}
