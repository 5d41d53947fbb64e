using System.Runtime.InteropServices;

namespace Seatrial.Seeding.Masking;

/// <summary>Where a row is, in the snapshot that is read: the engine's own number of it.</summary>
/// <param name="Part">Which part of the table, such as a partition.</param>
/// <param name="Row">Which row of it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RowPlace(uint Part, ulong Row);
