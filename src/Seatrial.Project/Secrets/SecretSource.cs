using System.Collections.Immutable;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Secrets;

/// <summary>Where a secret comes from, as the project says. Closed.</summary>
public abstract record SecretSource
{
    private SecretSource(SourceSpan span) => Span = span;

    /// <summary>Where it was written.</summary>
    public SourceSpan Span { get; }

    /// <summary>An environment variable.</summary>
    /// <param name="Variable">Its name.</param>
    /// <param name="Position">Where it was written.</param>
    public sealed record Env(string Variable, SourceSpan Position) : SecretSource(Position);

    /// <summary>A file; one trailing line break is left out.</summary>
    /// <param name="Path">Its path, relative to the project folder.</param>
    /// <param name="Position">Where it was written.</param>
    public sealed record File(string Path, SourceSpan Position) : SecretSource(Position);

    /// <summary>The standard output of a command; one trailing line break is left out.</summary>
    /// <param name="Arguments">The program and its arguments; no shell is involved.</param>
    /// <param name="Position">Where it was written.</param>
    public sealed record Command(ImmutableArray<string> Arguments, SourceSpan Position) : SecretSource(Position);

    /// <summary>A random value, made once per project and kept under <c>.seatrial/secrets</c>.</summary>
    /// <param name="Length">How many characters, 16 to 128.</param>
    /// <param name="Position">Where it was written.</param>
    public sealed record Generated(int Length, SourceSpan Position) : SecretSource(Position);
}
