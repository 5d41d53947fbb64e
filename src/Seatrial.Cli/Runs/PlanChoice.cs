using System.Collections.Immutable;
using Seatrial.Core.Flows;
using Seatrial.Project.Flows;
using Seatrial.Project.Loading;

namespace Seatrial.Cli.Runs;

/// <summary>Which flows a run would have, and why each is in or out.</summary>
/// <param name="In">Why a flow is in, by id.</param>
/// <param name="Out">Why a flow is out, by id.</param>
internal sealed record PlanChoice(ImmutableSortedDictionary<string, string> In, ImmutableSortedDictionary<string, string> Out)
{
    /// <summary>Chooses as a run does: by name and tag, then by what failed, then by part; what is needed comes along.</summary>
    /// <param name="project">The project.</param>
    /// <param name="environment">The environment, as its profile has it.</param>
    /// <param name="profile">The profile; null: none.</param>
    /// <param name="asked">What was asked for.</param>
    /// <param name="failed">The flows that failed the last time; null: that was not asked for.</param>
    /// <param name="past">How long flows take.</param>
    public static PlanChoice Of(
        ProjectModel project,
        EnvironmentModel environment,
        ProfileModel? profile,
        RunArguments asked,
        IReadOnlyCollection<string>? failed,
        IReadOnlyDictionary<string, TimeSpan> past)
    {
        Dictionary<string, string> left = new(StringComparer.Ordinal);
        List<FlowHeader> chosen = [];
        foreach (FlowHeader flow in project.Flows.Values.Select(static f => f.Header))
        {
            string? why = WhyNot(asked.Flows, flow, "--") ?? (profile is null ? null : WhyNot(profile.Flows, flow, $"profile {profile.Name}: "));
            why ??= failed is null || failed.Contains(flow.Id, StringComparer.Ordinal) ? null : "it passed the last time, or has not run yet";
            if (why is not null)
            {
                left[flow.Id] = why;
            }
            else
            {
                chosen.Add(flow);
            }
        }

        string word = (failed is not null, asked.Flows.IsAll, profile) switch
        {
            (true, _, _) => "it did not pass the last time",
            (_, false, _) => "it was asked for",
            (_, _, { Flows.IsAll: false }) => $"the profile {profile.Name} has it",
            _ => $"every flow runs in {environment.Name}",
        };
        if (asked.Shard is { } shard)
        {
            ImmutableArray<string> part = Core.Scheduling.FlowShards.Split([.. chosen], past, shard.Count)[shard.Number - 1];
            foreach (FlowHeader flow in chosen.Where(f => !part.Contains(f.Id, StringComparer.Ordinal)))
            {
                left[flow.Id] = $"another of the {shard.Count} parts runs it";
            }

            chosen.RemoveAll(f => left.ContainsKey(f.Id));
            word = $"{word}, and is of part {shard.Number} of {shard.Count}";
        }

        return With(project, environment, chosen.ToDictionary(static f => f.Id, _ => word, StringComparer.Ordinal), left);
    }

    /// <summary>What is needed comes along, and what cannot run here stays behind.</summary>
    private static PlanChoice With(ProjectModel project, EnvironmentModel environment, Dictionary<string, string> wanted, Dictionary<string, string> left)
    {
        Queue<string> open = new(wanted.Keys);
        while (open.TryDequeue(out string? id))
        {
            foreach (string need in project.Flows[id].Header.Needs.Where(n => wanted.TryAdd(n, $"{id} needs it")))
            {
                open.Enqueue(need);
            }
        }

        var outside = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach ((string id, FlowPlan flow) in project.Flows)
        {
            string? why = flow.Inputs.FirstOrDefault(static i => i.Value is null) is { Key: { } input } ? $"it is only called: nothing gives it {input}"
                : environment.WhyNot(flow.Header) ?? (wanted.ContainsKey(id) ? null : left.GetValueOrDefault(id, "it was not chosen"));
            if (why is not null)
            {
                outside[id] = why;
            }
        }

        return new(wanted.Where(w => !outside.ContainsKey(w.Key)).ToImmutableSortedDictionary(StringComparer.Ordinal), outside.ToImmutable());
    }

    private static string? WhyNot(FlowFilter filter, FlowHeader flow, string by)
    {
        string option = by == "--" ? by : $"{by}flows ";
        return filter.Chooses(flow) ? null
            : !new FlowFilter([], filter.Not, [], []).Chooses(flow) ? $"{option}{(by == "--" ? "not-flow" : "not")} {string.Join(", ", filter.Not)} leaves it out"
            : !new FlowFilter([], [], [], filter.NotTags).Chooses(flow) ? $"{option}{(by == "--" ? "not-tag" : "notTags")} {string.Join(", ", filter.NotTags)} leaves it out"
            : !new FlowFilter(filter.Only, [], [], []).Chooses(flow) ? $"{option}{(by == "--" ? "flow" : "only")} {string.Join(", ", filter.Only)} does not match it"
            : $"{option}{(by == "--" ? "tag" : "tags")} {string.Join(", ", filter.Tags)}: it has {(flow.Tags.IsEmpty ? "no tags" : string.Join(", ", flow.Tags))}";
    }
}
