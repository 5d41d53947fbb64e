using System.Text.Json;

namespace Seatrial.Core.Flows;

/// <summary>A value in a flow: JSON, and whether it must never be shown.</summary>
/// <param name="Json">The value; <see cref="JsonValueKind.Undefined"/> means there is none.</param>
/// <param name="IsSecret">Whether any part of it came from a secret; sticky through expressions.</param>
public readonly record struct FlowValue(JsonElement Json, bool IsSecret = false)
{
    /// <summary>Whether there is a value at all; JSON <c>null</c> is one.</summary>
    public bool Exists => Json.ValueKind != JsonValueKind.Undefined;

    /// <summary>The value as it is put into text: text as it is, everything else as compact JSON.</summary>
    /// <remarks>Returns the secret in clear: for requests only, never for output. <see cref="ToString"/> is the safe one.</remarks>
    public string ToText() => Json.ValueKind switch
    {
        JsonValueKind.Undefined => string.Empty,
        JsonValueKind.String => Json.GetString()!,
        _ => Json.GetRawText(),
    };

    /// <inheritdoc/>
    public override string ToString() => IsSecret ? "***" : ToText();
}
