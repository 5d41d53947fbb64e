using System.Collections.Immutable;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Loading;

/// <summary>What holds where a flow or a step says nothing, as written under <c>defaults</c>.</summary>
public sealed record DefaultsModel
{
    /// <summary>Nothing was written.</summary>
    public static readonly DefaultsModel None = new();

    /// <summary>The deadline of a flow that names none.</summary>
    public TimeSpan FlowWithin { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Where that was written; null: it is built in.</summary>
    public SourceSpan? FlowWithinSpan { get; init; }

    /// <summary>The headers of every request to a service of the project.</summary>
    public ImmutableArray<MappingEntry> Headers { get; init; } = [];

    /// <summary>The token provider of every request to a service of the project; null: none.</summary>
    public MappingEntry? Auth { get; init; }

    /// <summary>The deadline of a request that names none and does not wait; null: the flow's alone.</summary>
    public MappingEntry? StepWithin { get; init; }

    /// <summary>Whether steps get anything by it.</summary>
    internal bool IsForSteps => Auth is not null || StepWithin is not null || !Headers.IsEmpty;

    /// <summary>Reads what is said of steps.</summary>
    internal static DefaultsModel Bind(MapReader reader)
    {
        _ = reader.Text("auth");
        reader.Duration("stepWithin", TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1));
        return new()
        {
            Headers = [.. reader.Entries("headers")],
            Auth = reader.Map.Find("auth"),
            StepWithin = reader.Map.Find("stepWithin"),
        };
    }

    /// <summary>These, and what nearer ones say instead.</summary>
    internal DefaultsModel With(DefaultsModel nearer) => this with
    {
        Headers = [.. Headers.Where(h => !nearer.Headers.Any(n => IsSame(n, h))), .. nearer.Headers],
        Auth = nearer.Auth ?? Auth,
        StepWithin = nearer.StepWithin ?? StepWithin,
    };

    /// <summary>Whether two headers have the same name.</summary>
    internal static bool IsSame(MappingEntry one, MappingEntry other) => one.Key.Text.Equals(other.Key.Text, StringComparison.OrdinalIgnoreCase);
}
