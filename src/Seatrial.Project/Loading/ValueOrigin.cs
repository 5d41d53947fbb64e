using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Importing.Drafting;
using Seatrial.Project.Secrets;

namespace Seatrial.Project.Loading;

/// <summary>Where a value comes from that every flow can read.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shown">The value as written, safe to show; stars for a secret.</param>
/// <param name="From">Who says it, in words.</param>
/// <param name="Span">Where.</param>
public sealed record ValueOrigin(string Name, string Shown, string From, SourceSpan Span)
{
    private const string Hidden = "***";

    /// <summary>Addresses, variables and secrets in an environment. Nothing is evaluated, and no secret is read.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="project">The project.</param>
    /// <param name="profile">The profile it is run with; null: none.</param>
    public static ImmutableArray<ValueOrigin> Of(ProjectModel project, EnvironmentModel environment, ProfileModel? profile)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(environment);
        return
        [
            .. project.Services.Values.Select(s => Address(s, environment)),
            .. environment.Variables.OrderBy(static v => v.Key, StringComparer.Ordinal).Select(v => Variable(v.Key, v.Value, environment, profile)),
            .. project.Secrets.Select(s => Secret(s.Key, environment.Secrets.GetValueOrDefault(s.Key) ?? s.Value)),
        ];
    }

    private static ValueOrigin Address(ServiceModel service, EnvironmentModel environment) => environment.Services.TryGetValue(service.Name, out IBoundValue? address)
        ? new(service.Name, Safe(service.Name, address.Source), environment.Process is null ? "services of the environment" : "services of the environment, unless it runs as a process", address.Span)
        : new(service.Name, "known once it runs", "process of the environment", environment.Process?.Span ?? environment.Span);

    private static ValueOrigin Variable(string name, IBoundValue value, EnvironmentModel environment, ProfileModel? profile)
    {
        string from = profile?.Variables.ContainsKey(name) == true ? $"variables of the profile {profile.Name}"
            : environment.OwnVariables.Contains(name) ? "variables of the environment"
            : "variables of the project";
        return new(name, Safe(name, value.Source), from, value.Span);
    }

    private static ValueOrigin Secret(string name, SecretSource source) => new(
        name,
        Hidden,
        source switch
        {
            SecretSource.Env env => $"the environment variable {env.Variable}",
            SecretSource.File file => $"the file {file.Path}",
            SecretSource.Command command => $"what {command.Arguments.FirstOrDefault()} prints",
            _ => "drawn once, and kept on this machine",
        },
        source.Span);

    /// <summary>What was written as a value although it is a secret is not told on.</summary>
    private static string Safe(string name, string text) =>
        !text.Contains("{{", StringComparison.Ordinal) && (ValueSigns.IsSecretName(name) || ValueSigns.IsSecretText(text)) ? Hidden : WithoutUser(text);

    private static string WithoutUser(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.UserInfo.Length > 0 ? text.Replace($"{address.UserInfo}@", $"{Hidden}@", StringComparison.Ordinal) : text;
}
