using Seatrial.Core.Flows;
using Seatrial.Flows.Calling;
using Seatrial.Project.Expectations;
using Seatrial.Project.Flows;
using Seatrial.Project.Loading;

namespace Seatrial.Flows.Running;

/// <summary>Every name a flow reads, with the flows it calls and the token providers it uses: which secrets must be fetched.</summary>
internal sealed class FlowNames
{
    private readonly ProjectModel _project;
    private readonly EnvironmentModel _environment;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _flows = new(StringComparer.Ordinal);

    private FlowNames(ProjectModel project, EnvironmentModel environment)
    {
        _project = project;
        _environment = environment;
    }

    public static IReadOnlyCollection<string> SecretsOf(FlowPlan flow, ProjectModel project, EnvironmentModel environment)
    {
        FlowNames names = new(project, environment);
        names.AddFlow(flow);
        names.AddNames([.. environment.Connection.Names]);
        return [.. names._names.Where(project.Secrets.ContainsKey)];
    }

    /// <summary>Every name a step reads, with what is inside it.</summary>
    public static IReadOnlyCollection<string> Of(StepPlan step, ProjectModel project)
    {
        FlowNames names = new(project, project.Environments.Values.First());
        names.AddStep(step);
        return names._names;
    }

    private void AddFlow(FlowPlan flow)
    {
        if (!_flows.Add(flow.Header.Id))
        {
            return;
        }

        foreach (StepPlan step in flow.Steps)
        {
            AddStep(step);
        }

        foreach (IBoundValue? value in flow.Inputs.Values.Concat(flow.Outputs.Values).Concat(flow.Variables.Select(static v => v.Value)))
        {
            Add(value);
        }
    }

    private void AddStep(StepPlan step)
    {
        AddNames(step.Action.Names);
        Add(step.When);
        AddExpectations(step.Expect);
        AddExpectations(step.Match);
        if (step.Until is { } until)
        {
            AddExpectations(until.Expect);
            AddExpectations(until.StopOn);
        }

        if (step.Auth is { } auth && _project.Tokens.TryGetValue(auth, out TokenModel? token))
        {
            AddToken(token);
        }

        if (step.Action is ICallingAction call && _project.Flows.TryGetValue(call.FlowId, out FlowPlan? called))
        {
            AddFlow(called);
        }

        foreach (StepPlan inner in step.Action is IBlockAction block ? block.Branches.SelectMany(static b => b) : [])
        {
            AddStep(inner);
        }

        foreach (StepPlan cleanup in step.Cleanup)
        {
            AddStep(cleanup);
        }

        if (step.Find is { } find)
        {
            AddStep(find);
        }
    }

    private void AddToken(TokenModel token)
    {
        IBoundValue?[] values = token switch
        {
            TokenModel.OAuth2 o => [o.Issuer, o.TokenUrl, o.Client, o.Secret, o.Scope, o.User, o.Password],
            TokenModel.Basic b => [b.User, b.Password],
            TokenModel.Bearer b => [b.Token],
            _ => [],
        };
        foreach (IBoundValue? value in values)
        {
            Add(value);
        }
    }

    private void AddExpectations(IEnumerable<ExpectationPlan> expectations) =>
        AddNames([.. expectations.SelectMany(static expectation => expectation.Matcher.Names)]);

    private void Add(IBoundValue? value) => AddNames(value?.Names ?? []);

    private void AddNames(IReadOnlyCollection<string> names)
    {
        foreach (string name in names)
        {
            // A variable or an address may be made of further names.
            if (_names.Add(name))
            {
                Add(_environment.Variables.GetValueOrDefault(name));
                Add(_environment.Services.GetValueOrDefault(name));
                AddNames([.. _environment.Connections.GetValueOrDefault(name)?.Names ?? [], .. _project.Services.GetValueOrDefault(name)?.Connection.Names ?? []]);
            }
        }
    }
}
