using System.Collections.Immutable;

namespace Seatrial.Seeding.Planning;

/// <summary>What only the database can tell of rows: candidates are tried by it, and those that fail are made anew.</summary>
/// <param name="Names">The checks that are not understood.</param>
/// <param name="Conditions">They, as the database writes them.</param>
/// <param name="Domains">Columns of domains with such checks, and the types the domains are based on.</param>
internal sealed record Trial(ImmutableArray<string> Names, ImmutableArray<string> Conditions, ImmutableArray<Trial.Based> Domains)
{
    /// <summary>A column whose values may break its domain's rules for the time of the trial.</summary>
    internal sealed record Based(string Column, string Type);
}
