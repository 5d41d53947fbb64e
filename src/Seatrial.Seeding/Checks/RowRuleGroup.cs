using System.Collections.Immutable;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Checks;

/// <summary>Checks that share columns, and the ways to pass all of them.</summary>
/// <param name="Columns">The columns they read.</param>
/// <param name="Branches">The ways.</param>
/// <param name="Checks">The checks.</param>
/// <param name="Conditions">The checks, parsed.</param>
internal sealed record RowRuleGroup(ImmutableArray<string> Columns, ImmutableArray<RowBranch> Branches, ImmutableArray<CheckConstraint> Checks, ImmutableArray<Expression> Conditions);
