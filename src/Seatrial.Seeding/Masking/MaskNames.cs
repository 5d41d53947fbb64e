using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Masking;

/// <summary>Tables as rules name them.</summary>
internal static class MaskNames
{
    /// <summary>The table of a name, with its schema or, where only one has it, without; null when there is none, or several.</summary>
    public static Table? Find(DatabaseSchema schema, string name)
    {
        Table[] taken = [.. schema.Tables.Where(MaskPlanner.IsTaken)];
        return taken.FirstOrDefault(t => t.Name.ToString() == name) ?? (taken.Where(t => t.Name.Name == name).ToArray() is [var only] ? only : null);
    }
}
