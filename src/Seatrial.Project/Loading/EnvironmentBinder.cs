using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Environments;
using Seatrial.Core.Flows;
using Seatrial.Core.Remedies;
using Seatrial.Core.Runs;
using Seatrial.Project.Connections;
using Seatrial.Project.Secrets;

namespace Seatrial.Project.Loading;

/// <summary>Binds the environments of a project.</summary>
/// <param name="project">Binds values.</param>
/// <param name="services">The project's services.</param>
/// <param name="secrets">The project's secrets.</param>
/// <param name="report">Takes what is found.</param>
internal sealed class EnvironmentBinder(
    ProjectFileBinder project,
    ImmutableSortedDictionary<string, ServiceModel> services,
    ImmutableSortedDictionary<string, SecretSource> secrets,
    Action<Diagnostic> report)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public EnvironmentModel Bind(MappingEntry entry, ImmutableDictionary<string, IBoundValue> variables)
    {
        MapReader reader = MapReader.Of(entry.Value, $"the environment `{entry.Key.Text}`", report);
        MapReader? process = reader.Child("process", "`process`");
        EnvironmentModel environment = new(entry.Key.Text, BindPolicy(reader), entry.Key.Span)
        {
            Services = BindAddresses(reader, process is not null, out ImmutableDictionary<string, ConnectionPlan> connections, out ImmutableDictionary<string, LimitPlan> limits),
            Connections = connections,
            Limits = limits,
            Connection = project.Connection(reader),
            Variables = variables.SetItems(project.BindValues(reader.Entries("variables"))),
            Process = process?.Map,
            WebhookSecrets = BindWebhook(reader),
            Flows = BindFlows(reader),
            OwnVariables = [.. reader.Entries("variables").Select(static e => e.Key.Text)],
            Profiles = BindProfiles(reader, variables),
            AllowsLoad = reader.Flag("allowLoad", otherwise: false),
        };
        foreach (MappingEntry setting in (process?.Map.Find("settings")?.Value as DocumentNode.Mapping)?.Entries ?? [])
        {
            // Evaluated when somebody deploys; that its names are known can be said now.
            project.Value(setting.Value);
        }

        // Read with the names, before any value is bound.
        reader.Node("secrets");

        // Bound with those of the project.
        reader.Child("databases", "`databases`");
        if (environment.Process is null && environment.Policy.Remedies.Any(r => r.Adapter == "process"))
        {
            reader.Report("ST0220", reader.Node("remedies")!.Span, $"{reader.What} rolls back through `process`, and has no `process:` part.", "Describe under `process:` how its services are started, or remove the remedy.");
        }

        reader.Finish();
        return environment;
    }

    private ImmutableDictionary<string, IBoundValue> BindAddresses(
        MapReader reader,
        bool hasDeployer,
        out ImmutableDictionary<string, ConnectionPlan> connections,
        out ImmutableDictionary<string, LimitPlan> limits)
    {
        var limited = ImmutableDictionary.CreateBuilder<string, LimitPlan>(StringComparer.Ordinal);
        var connected = ImmutableDictionary.CreateBuilder<string, ConnectionPlan>(StringComparer.Ordinal);
        var addresses = ImmutableDictionary.CreateBuilder<string, IBoundValue>(StringComparer.Ordinal);
        foreach (MappingEntry entry in reader.Entries("services"))
        {
            if (!services.ContainsKey(entry.Key.Text))
            {
                continue;
            }

            DocumentNode? address = entry.Value;
            if (address is DocumentNode.Mapping map)
            {
                MapReader described = new(map, $"the service `{entry.Key.Text}` of {reader.What}", report);
                address = described.Node("url");
                connected[entry.Key.Text] = project.Connection(described);
                if (LimitBinder.Bind(described) is { } limit)
                {
                    limited[entry.Key.Text] = limit;
                }

                described.Finish();
            }

            if (address is not null)
            {
                CheckAddress(reader, entry.Key.Text, address);
                addresses[entry.Key.Text] = project.Value(address);
            }
        }

        if (!hasDeployer)
        {
            foreach (ServiceModel service in services.Values.Where(s => !addresses.ContainsKey(s.Name)))
            {
                reader.Report("ST0214", reader.Map.Span, $"{reader.What} does not say where `{service.Name}` is.", $"Add it: `services: {{ {service.Name}: https://… }}`.");
            }
        }

        connections = connected.ToImmutable();
        limits = limited.ToImmutable();
        return addresses.ToImmutable();
    }

    private static void CheckAddress(MapReader reader, string service, DocumentNode address)
    {
        if (address is DocumentNode.Scalar scalar && !scalar.Text.Contains("{{", StringComparison.Ordinal)
            && !(Uri.TryCreate(scalar.Text, UriKind.Absolute, out Uri? parsed) && parsed.Scheme is "http" or "https"))
        {
            reader.Report("ST0215", scalar.Span, $"`{scalar.Text}` is not an address of `{service}`.", "Write an absolute address that begins with http:// or https://.");
        }
    }

    private ImmutableArray<string> BindWebhook(MapReader reader)
    {
        if (reader.Child("webhook", "`webhook`") is not { } webhook)
        {
            return [];
        }

        ImmutableArray<string> names = webhook.Texts("secrets");
        foreach (string name in names.Where(n => !secrets.ContainsKey(n)))
        {
            webhook.Report("ST0216", webhook.Map.Span, $"The project has no secret `{name}`.", Nearest.To(name, secrets.Keys) is { } near ? $"Did you mean `{near}`?" : "Say under `secrets:` where it comes from.");
        }

        if (names.Length > 2)
        {
            webhook.Report("ST0204", webhook.Map.Span, $"{names.Length} secrets sign the same webhook; at most 2 can be valid at once.", "Keep the present one and, while it is replaced, the next one.");
        }

        webhook.Finish();
        return names;
    }

    /// <summary>Which flows run here: patterns, or a map of what is chosen and what is left out.</summary>
    private FlowFilter BindFlows(MapReader reader)
    {
        if (reader.Node("flows") is not DocumentNode.Mapping map)
        {
            return FlowFilter.All with { Only = reader.Texts("flows") };
        }

        MapReader flows = new(map, "`flows`", report);
        FlowFilter filter = new(flows.Texts("only"), flows.Texts("not"), flows.Texts("tags"), flows.Texts("notTags"));
        flows.Finish();
        return filter;
    }

    /// <summary>A profile gives other values to what is there; it brings no names of its own.</summary>
    private ImmutableSortedDictionary<string, ProfileModel> BindProfiles(MapReader reader, ImmutableDictionary<string, IBoundValue> variables)
    {
        string[] known = [.. variables.Keys, .. reader.Entries("variables").Select(static e => e.Key.Text)];
        var profiles = ImmutableSortedDictionary.CreateBuilder<string, ProfileModel>(StringComparer.Ordinal);
        foreach (MappingEntry entry in reader.Entries("profiles").Where(e => Identifiers.Check(e.Key, "a profile", report)))
        {
            MapReader profile = reader.ChildOf(entry.Value, $"the profile `{entry.Key.Text}`");
            foreach (DocumentNode.Scalar name in profile.Entries("variables").Select(static e => e.Key).Where(k => !known.Contains(k.Text, StringComparer.Ordinal)))
            {
                profile.Report("ST0453", name.Span, $"{reader.What} has no variable `{name.Text}` that a profile could give another value.", Nearest.To(name.Text, known) is { } near ? $"Did you mean `{near}`?" : "Say it under `variables:` of the environment or the project, too.");
            }

            profiles[entry.Key.Text] = new(entry.Key.Text, entry.Key.Span)
            {
                Why = profile.Text("why"),
                Flows = BindFlows(profile),
                Variables = project.BindValues(profile.Entries("variables").Where(e => known.Contains(e.Key.Text, StringComparer.Ordinal))),
                Parallel = profile.Node("parallel") is null ? null : profile.Number("parallel", 1, 1, 256),
            };
            profile.Finish();
        }

        return profiles.ToImmutable();
    }

    private static EnvironmentPolicy BindPolicy(MapReader reader)
    {
        EnvironmentPolicy defaults = new();
        MapReader? settle = reader.Child("settle", "`settle`");
        MapReader? signals = reader.Child("signals", "`signals`");
        MapReader? budget = reader.Child("budget", "`budget`");
        EnvironmentPolicy policy = new()
        {
            Mode = reader.Choice("mode", defaults.Mode, new Dictionary<string, RunMode>(StringComparer.Ordinal) { ["enforce"] = RunMode.Enforce, ["shadow"] = RunMode.Shadow }),
            FirstDeployment = reader.Choice("firstDeployment", defaults.FirstDeployment, new Dictionary<string, FirstDeployment>(StringComparer.Ordinal) { ["hold"] = FirstDeployment.Hold, ["trust"] = FirstDeployment.Trust }),
            OnNewDeployment = reader.Choice("onNewDeployment", defaults.OnNewDeployment, new Dictionary<string, NewDeployment>(StringComparer.Ordinal) { ["supersede"] = NewDeployment.Supersede, ["queue"] = NewDeployment.Queue, ["coalesce"] = NewDeployment.Coalesce }),
            Parallel = reader.Number("parallel", defaults.Parallel, 1, 256),
            BaselineTimeToLive = reader.Duration("baseline", defaults.BaselineTimeToLive, TimeSpan.FromMinutes(1), Day * 365),
            Remedies = BindRemedies(reader),
            SettleWithin = settle?.Duration("within", defaults.SettleWithin, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)) ?? defaults.SettleWithin,
            SettleEvery = settle?.Duration("every", defaults.SettleEvery, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1)) ?? defaults.SettleEvery,
            SettleAgreements = settle?.Number("agree", defaults.SettleAgreements, 1, 100) ?? defaults.SettleAgreements,
            SignalsWithin = signals?.Duration("within", defaults.SignalsWithin, TimeSpan.Zero, TimeSpan.FromMinutes(10)) ?? defaults.SignalsWithin,
            SignalsQuiet = signals?.Duration("quiet", defaults.SignalsQuiet, TimeSpan.Zero, TimeSpan.FromMinutes(1)) ?? defaults.SignalsQuiet,
            SignalsSilence = signals?.Duration("silence", defaults.SignalsSilence, TimeSpan.Zero, TimeSpan.FromMinutes(10)) ?? defaults.SignalsSilence,
            RemedyBudget = budget?.Number("remedies", defaults.RemedyBudget, 0, 1000) ?? defaults.RemedyBudget,
            RemedyBudgetPer = budget?.Duration("per", defaults.RemedyBudgetPer, TimeSpan.FromMinutes(1), Day * 30) ?? defaults.RemedyBudgetPer,
        };
        settle?.Finish();
        signals?.Finish();
        budget?.Finish();
        return policy;
    }

    private static ImmutableArray<RemedyOption> BindRemedies(MapReader reader)
    {
        ImmutableArray<RemedyOption>.Builder remedies = ImmutableArray.CreateBuilder<RemedyOption>();
        DocumentNode? node = reader.Node("remedies");
        if (node is not null and not DocumentNode.Sequence)
        {
            reader.Report("ST0202", node.Span, "`remedies` must be a list, smallest remedy first.", "For example `- rollback: { process: {} }` and `- hold: { tell: [platform] }`.");
        }

        foreach (DocumentNode item in (node as DocumentNode.Sequence)?.Items ?? [])
        {
            MapReader option = reader.ChildOf(item, "a remedy");
            MapReader? rollback = option.Child("rollback", "`rollback`");
            MapReader? hold = option.Child("hold", "`hold`");
            if (rollback is not null && hold is null)
            {
                remedies.Add(new(RemedyKind.Rollback, Adapter(rollback), []));
            }
            else if (hold is not null && rollback is null)
            {
                remedies.Add(new(RemedyKind.Hold, string.Empty, hold.Texts("tell")));
                hold.Finish();
            }
            else if (option.Map.Find("flag") is null && option.Map.Find("shift") is null)
            {
                option.Report("ST0217", item.Span, "A remedy is one of `rollback` and `hold`.", "For example `- rollback: { process: {} }`.");
            }

            NotYet(option, "flag");
            NotYet(option, "shift");
            option.Finish();
        }

        return remedies.ToImmutable();
    }

    private static string Adapter(MapReader rollback)
    {
        if (rollback.Map.Entries.Length != 1)
        {
            rollback.Report("ST0217", rollback.Map.Span, "`rollback` names exactly one adapter.", "For example `rollback: { process: {} }`.");
            return string.Empty;
        }

        DocumentNode.Scalar name = rollback.Map.Entries[0].Key;
        if (name.Text != "process")
        {
            rollback.Report("ST0208", name.Span, $"Rolling back through `{name.Text}` is not available in this version.", "Known adapters: process.");
        }

        return name.Text;
    }

    private static void NotYet(MapReader option, string kind)
    {
        if (option.Node(kind) is { } node)
        {
            option.Report("ST0208", node.Span, $"The remedy `{kind}` is not available in this version.", "Available: rollback, hold.");
        }
    }
}
