using System.Runtime.InteropServices;

namespace Seatrial.Seeding.Profiling;

/// <summary>Who stands behind something that could be released.</summary>
/// <param name="Rows">How many of the rows that were looked at have it.</param>
/// <param name="Subjects">How many distinct subjects these rows belong to.</param>
/// <param name="Firsts">How many subjects have it in the one row that is drawn of each: so nobody counts in two groups.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Support(long Rows, long Subjects, long Firsts)
{
    public static Support operator +(Support one, Support other) => new(one.Rows + other.Rows, one.Subjects + other.Subjects, one.Firsts + other.Firsts);
}
