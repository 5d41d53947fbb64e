namespace Seatrial.Core.Triage;

/// <summary>All spans of a trace that share one path from the root.</summary>
/// <param name="Path">The path: <c>service kind name</c> of each span from the root, ids masked, joined by <c> &gt; </c>.</param>
/// <param name="Service">The service of the last span of the path.</param>
/// <param name="Operation">Its name, ids masked.</param>
/// <param name="Count">How many spans share the path.</param>
/// <param name="SelfTime">Their time without their children's, summed.</param>
public sealed record TraceShapeNode(string Path, string Service, string Operation, int Count, TimeSpan SelfTime);
