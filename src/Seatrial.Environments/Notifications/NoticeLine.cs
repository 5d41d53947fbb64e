using System.Collections.Immutable;

namespace Seatrial.Environments.Notifications;

/// <summary>One line of the file of notices.</summary>
internal sealed record NoticeLine(DateTimeOffset At, string Key, string RunId, ImmutableArray<string> Audience, string Text);
