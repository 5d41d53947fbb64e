using System.Collections.Immutable;

namespace Seatrial.Seeding.Schema;

/// <summary>Which rows a role sees and may write.</summary>
/// <param name="IsEnabled">Whether anything is asked at all.</param>
/// <param name="IsForced">Whether the owner is asked, too.</param>
/// <param name="Policies">The policies, as written.</param>
internal sealed record RowSecurity(bool IsEnabled, bool IsForced, ImmutableArray<NamedText> Policies)
{
    public static RowSecurity None { get; } = new(IsEnabled: false, IsForced: false, []);
}
