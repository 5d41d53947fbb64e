using System.Collections.Immutable;

namespace Seatrial.Seeding.Profiles;

/// <summary>A place in documents.</summary>
/// <param name="Path">Its keys from the root on, each after a slash, as JSON Pointer writes them; <c>*</c> for the items of a list.</param>
/// <param name="Share">The share of documents that have it, 0 to 1, noised.</param>
/// <param name="Types">What stands there: <c>string</c>, <c>number</c>, <c>boolean</c>, <c>object</c>, <c>array</c>, <c>null</c>.</param>
/// <param name="Subjects">How many distinct subjects have it, noised and rounded down to two digits.</param>
internal sealed record DocumentPath(string Path, double Share, ImmutableArray<string> Types, long Subjects);
