namespace Seatrial.Seeding;

/// <summary>How rows are taken.</summary>
/// <param name="Run">Whose they are.</param>
public sealed record MaskSettings(string Run)
{
    /// <summary>The key, as it stands in a file or variable; null for one that is forgotten at the end.</summary>
    public string? Key { get; init; }

    /// <summary>Where the key stands, for messages.</summary>
    public string KeyPlace { get; init; } = string.Empty;

    /// <summary>Whether everything is tried with a few rows, and nothing kept.</summary>
    public bool IsRehearsal { get; init; }

    /// <summary>How long a statement in production may take.</summary>
    public TimeSpan StatementTimeout { get; init; } = TimeSpan.FromMinutes(30);
}
