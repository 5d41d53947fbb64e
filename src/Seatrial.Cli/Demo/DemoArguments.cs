namespace Seatrial.Cli.Demo;

/// <summary>What <c>seatrial demo</c> was asked for.</summary>
/// <param name="Defect">The defect to deploy; <c>none</c> deploys a sound upgrade, <c>list</c> only lists.</param>
internal sealed record DemoArguments(string Defect)
{
    public const string DefaultDefect = "double-orders";

    /// <summary>Whether to end when the story is told.</summary>
    public bool Once { get; init; }

    /// <summary>Whether to decide and not act.</summary>
    public bool Shadow { get; init; }

    /// <summary>Where the JSON goes; null is nowhere.</summary>
    public string? Json { get; init; }

    public bool IsSound => Defect == "none";
}
