namespace Seatrial.Project.Secrets;

/// <summary>A secret value. It cannot print itself: only <see cref="Reveal"/> gives it away, and that is easy to search for.</summary>
public sealed class SecretText
{
    /// <summary>The fewest characters a secret may have: a shorter one cannot be masked without masking ordinary text.</summary>
    public const int LeastLength = 6;

    private readonly string _value;

    /// <summary>Wraps a secret.</summary>
    /// <param name="name">What it is called, for messages.</param>
    /// <param name="value">The secret.</param>
    public SecretText(string name, string value)
    {
        Name = name;
        _value = value;
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>The secret in clear: for requests, never for output.</summary>
    public string Reveal() => _value;

    /// <inheritdoc/>
    public override string ToString() => "***";
}
