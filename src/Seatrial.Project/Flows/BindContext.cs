using System.Collections.Immutable;
using System.Globalization;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Expressions;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Flows;

/// <summary>What a verb may ask while it binds a step.</summary>
/// <param name="names">The names in reach of the step.</param>
/// <param name="services">The project's services.</param>
/// <param name="flowIds">The project's flows.</param>
/// <param name="files">The files of the project, as the flow uses them; null where none can be named.</param>
/// <param name="report">Takes what is found.</param>
internal sealed class BindContext(
    NameTable names,
    IReadOnlyCollection<string> services,
    IReadOnlyCollection<string> flowIds,
    StepFiles? files,
    Action<Diagnostic> report) : IBindContext
{
    public IReadOnlyCollection<string> Services => services;

    public IReadOnlyCollection<string> FlowIds => flowIds;

    public string Folder => files?.Folder ?? string.Empty;

    public NameTable Names => names;

    public string? ReadFile(DocumentNode.Scalar path) => files?.Read(path);

    public string? FindFile(string path) => files?.Find(path);

    public void Report(Diagnostic diagnostic) => report(diagnostic);

    public ReadOnlyMemory<byte>? ReadBytes(DocumentNode.Scalar path) => files?.ReadBytes(path);

    /// <summary>What steps capture somewhere in the flow, and on which line.</summary>
    private ImmutableDictionary<string, int> Captures { get; init; } = ImmutableDictionary<string, int>.Empty;

    public IBoundValue Bind(DocumentNode node) => ValueBinder.Bind(node, ReportName, names.Knows, names.All);

    public BindContext With(NameTable others) => new(others, services, flowIds, files, report) { Captures = Captures };

    public BindContext Expecting(ImmutableDictionary<string, int> captures) => new(names, services, flowIds, files, report) { Captures = captures };

    /// <summary>A name that a later step captures is not unknown: it comes too early.</summary>
    private void ReportName(Diagnostic diagnostic)
    {
        if (diagnostic.Code == "ST0301" && diagnostic.Message.Split('`') is [_, { } name, ..] && Captures.TryGetValue(name, out int line))
        {
            diagnostic = diagnostic with
            {
                Message = $"`{name}` has no value yet here.",
                Hint = string.Create(CultureInfo.InvariantCulture, $"It is captured on line {line}: use it in a later step, or move that step up."),
            };
        }

        report(diagnostic);
    }
}
