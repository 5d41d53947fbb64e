using System.Text.Json.Serialization;
using Seatrial.Core.Deployments;

namespace Seatrial.Core.Remedies;

/// <summary>How a remedy ended. Closed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Applied), "applied")]
[JsonDerivedType(typeof(Refused), "refused")]
[JsonDerivedType(typeof(Failed), "failed")]
[JsonDerivedType(typeof(InDoubt), "in-doubt")]
public abstract record RemedyOutcome
{
    private RemedyOutcome(string detail) => Detail = detail;

    /// <summary>What happened, in one line.</summary>
    public string Detail { get; init; }

    /// <summary>It acted, and the world shows it.</summary>
    /// <param name="Running">What runs now, as far as the adapter knows.</param>
    /// <param name="Detail">What happened.</param>
    public sealed record Applied(Deployment Running, string Detail) : RemedyOutcome(Detail);

    /// <summary>It did not act: what runs is no longer what was judged, or there is nothing to go back to.</summary>
    /// <param name="Detail">What stood in the way.</param>
    public sealed record Refused(string Detail) : RemedyOutcome(Detail);

    /// <summary>It tried and did not succeed.</summary>
    /// <param name="Detail">What happened.</param>
    public sealed record Failed(string Detail) : RemedyOutcome(Detail);

    /// <summary>Nobody can tell whether it acted; a person must look.</summary>
    /// <param name="Detail">What is known.</param>
    public sealed record InDoubt(string Detail) : RemedyOutcome(Detail);
}
