namespace Seatrial.Core.Documents;

/// <summary>A key of a map and its value.</summary>
/// <param name="Key">The key, as written.</param>
/// <param name="Value">The value; a null scalar when nothing was written.</param>
public sealed record MappingEntry(DocumentNode.Scalar Key, DocumentNode Value);
