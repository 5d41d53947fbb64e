using Seatrial.Core.Documents;
using Seatrial.Core.Flows;

namespace Seatrial.Project.Tests.Loading;

/// <summary>A verb for loader tests: binds what it is given, and never acts.</summary>
internal sealed class RequestVerb(string key, params string[] ownKeys) : IStepVerb
{
    public string Key => key;

    public IReadOnlyCollection<string> OwnKeys => ownKeys;

    public IReadOnlyCollection<string> Subjects { get; } = ["status", "body", "header.", "cookie."];

    public IStepAction Bind(DocumentNode.Mapping step, IBindContext context)
    {
        IBoundValue[] values = [.. ownKeys.Prepend(key).Select(step.Find).OfType<MappingEntry>().Select(e => context.Bind(e.Value))];
        return new Action(values);
    }

    private sealed class Action(IBoundValue[] values) : IRequestAction
    {
        public string Summary => values[0].Source;

        public string? Target => null;

        public bool IsIdempotent => true;

        public IReadOnlyCollection<string> Names => [.. values.SelectMany(v => v.Names).Distinct(StringComparer.Ordinal)];

        public ValueTask<StepAnswer> ExecuteAsync(StepContext context, CancellationToken cancellationToken) =>
            throw new NotSupportedException("This verb is for loading only.");
    }
}
