namespace Seatrial.Cli.Projects;

/// <summary>Where things of a project lie: its folder, and what Seatrial keeps below <c>.seatrial</c>.</summary>
/// <param name="Folder">The project's folder, absolute.</param>
internal sealed record ProjectPlace(string Folder)
{
    /// <summary>What Seatrial keeps.</summary>
    public string State => Path.Combine(Folder, ".seatrial");

    /// <summary>The journal of runs without a server, and of the server that serves the project.</summary>
    public string Journal => Path.Combine(State, "journal.db");

    /// <summary>Past contents of the project's files, by hash.</summary>
    public string Snapshots => Path.Combine(State, "snapshots");

    /// <summary>The key that seals secrets in the journal.</summary>
    public string SealKey => Path.Combine(State, "keys", "seal.key");

    /// <summary>What people were told.</summary>
    public string Notices => Path.Combine(State, "notices.jsonl");

    /// <summary>The supervisor's folder of an environment of processes.</summary>
    public string Environment(string name) => Path.Combine(State, "environments", name);
}
