using System.Runtime.InteropServices;

namespace Seatrial.Core.Documents;

/// <summary>A stretch of a scalar's text that stands in the file as it is, from one place on.</summary>
/// <param name="Offset">Where it begins in the scalar's text, in UTF-16 units from 0.</param>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Column">Its column in the file, from 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ScalarPart(int Offset, int Line, int Column);
