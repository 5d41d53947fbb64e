using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Expressions;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Flows;

/// <summary>What a verb may ask while it binds a step.</summary>
/// <param name="names">The names in reach of the step.</param>
/// <param name="services">The project's services.</param>
/// <param name="flowIds">The project's flows.</param>
/// <param name="report">Takes what is found.</param>
internal sealed class BindContext(
    NameTable names,
    IReadOnlyCollection<string> services,
    IReadOnlyCollection<string> flowIds,
    Action<Diagnostic> report) : IBindContext
{
    public IReadOnlyCollection<string> Services => services;

    public IReadOnlyCollection<string> FlowIds => flowIds;

    public NameTable Names => names;

    public void Report(Diagnostic diagnostic) => report(diagnostic);

    public IBoundValue Bind(DocumentNode node) => ValueBinder.Bind(node, report, names.Knows, names.All);

    public BindContext With(NameTable others) => new(others, services, flowIds, report);
}
