namespace Seatrial.Cli.Demo;

/// <summary>A release of the sample shop: its manifest, and what is wrong with it, for people and tests only.</summary>
/// <param name="Name">The defect's name, or the release's.</param>
/// <param name="Version">The release, such as <c>1.1.0</c>.</param>
/// <param name="Manifest">The manifest's file.</param>
/// <param name="FaultService">The service at fault; null when the release is sound.</param>
/// <param name="Symptom">What a user notices; null when the release is sound.</param>
internal sealed record ShopRelease(string Name, string Version, string Manifest, string? FaultService, string? Symptom)
{
    /// <summary>Why its team made it, as the manifest says.</summary>
    public string? Why { get; init; }
}
