using System.Text.Json.Serialization;

namespace Seatrial.Core.Verdicts;

/// <summary>What a run found. Closed: <see cref="Passed"/>, <see cref="Failed"/> or <see cref="Inconclusive"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Passed), "passed")]
[JsonDerivedType(typeof(Failed), "failed")]
[JsonDerivedType(typeof(Inconclusive), "inconclusive")]
public abstract record Verdict
{
    private Verdict(string reason) => Reason = reason;

    /// <summary>Why, in one sentence a person can act on.</summary>
    public string Reason { get; init; }

    /// <summary>The verdict in one word: <c>passed</c>, <c>failed</c>, <c>inconclusive</c>.</summary>
    [JsonIgnore]
    public abstract string Name { get; }

    /// <summary>Whose it is; null when passed.</summary>
    [JsonIgnore]
    public virtual Cause? CauseOrNull => null;

    /// <summary>The system works there.</summary>
    /// <param name="Reason">What was shown.</param>
    public sealed record Passed(string Reason) : Verdict(Reason)
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override string Name => "passed";
    }

    /// <summary>The system does not work there.</summary>
    /// <param name="Cause">Whose it is.</param>
    /// <param name="Reason">What was shown.</param>
    public sealed record Failed(Cause Cause, string Reason) : Verdict(Reason)
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override string Name => "failed";

        /// <inheritdoc/>
        [JsonIgnore]
        public override Cause? CauseOrNull => Cause;
    }

    /// <summary>It could not be told.</summary>
    /// <param name="Cause">What kept it from being told.</param>
    /// <param name="Reason">What is missing.</param>
    public sealed record Inconclusive(Cause Cause, string Reason) : Verdict(Reason)
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override string Name => "inconclusive";

        /// <inheritdoc/>
        [JsonIgnore]
        public override Cause? CauseOrNull => Cause;
    }
}
