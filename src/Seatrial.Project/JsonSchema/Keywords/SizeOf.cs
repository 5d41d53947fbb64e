namespace Seatrial.Project.JsonSchema.Keywords;

/// <summary>What a size is counted of.</summary>
internal enum SizeOf
{
    Text,
    Array,
    Object,
}
