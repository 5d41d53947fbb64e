using Seatrial.Cli.Projects;
using Seatrial.Core.Flows;
using Seatrial.Core.Reporting;
using Seatrial.Project.Connections;
using Seatrial.Project.Loading;
using Seatrial.Seeding;
using Seatrial.Server.Catalogue;

namespace Seatrial.Cli.Seeding;

/// <summary>The database that is meant: by an address, or by its name in the project; and whether it may be written to.</summary>
/// <param name="context">Where it is told what is wrong.</param>
/// <param name="to">As typed.</param>
internal sealed class SeedTarget(CommandContext context, string to)
{
    /// <summary>The project's folder as typed; null for the folder at hand, when it is one.</summary>
    public string? Project { get; init; }

    public string? Environment { get; init; }

    /// <summary>How it can be named again in a line to paste: an address may hold a password.</summary>
    public string Pasted => IsAddress ? "URL"
        : to + (Project is null ? string.Empty : $" --project {ReportText.Quoted(Project)}") + (Environment is null ? string.Empty : $" --env {ReportText.Quoted(Environment)}");

    private bool IsAddress => to.Contains("://", StringComparison.Ordinal) || to.StartsWith("sqlite:", StringComparison.Ordinal);

    private bool HasProject => Project is not null || File.Exists(context.PathOf(ProjectLoader.ProjectFile));

    /// <summary>The database, to be looked at; null after it was told what is wrong.</summary>
    public ServerAddress? ToRead() => IsAddress ? SeedAddress.Parse("--to", to) : Load() is { } project ? Named(project) : null;

    /// <summary>The database, to be written to; null after it was told why it must not be.</summary>
    /// <remarks>A project that cannot be read may hold the list that forbids it: nothing is written then.</remarks>
    public ServerAddress? ToWrite()
    {
        if (!HasProject)
        {
            return ToRead();
        }

        if (Load() is not { } project || (IsAddress ? SeedAddress.Parse("--to", to) : Named(project)) is not { } address)
        {
            return null;
        }

        if (project.ProductionDatabases.FirstOrDefault(p => p.Matches(address)) is not { } pattern)
        {
            return address;
        }

        context.TellError($"{address.Shown} is production: `productionDatabases` of {project.Name} names `{pattern.Text}`. Seeding writes nothing there. Fill another database, or take it off the list when it is none any more.");
        return null;
    }

    private ProjectModel? Load()
    {
        string folder = Project ?? ".";
        if (!HasProject)
        {
            context.TellError($"{to} is no address such as postgres://user:password@host:5432/database, and no project is here that could have a database of that name. Name its folder with --project.");
            return null;
        }

        using ProjectOpener opener = new(ProjectFolder.Options(ProjectOpener.DefaultStateFolder(context.PathOf(folder))), context.Clock);
        ProjectLoadResult result = opener.Loader.Load(context.PathOf(folder), folder);
        if (result.Project is null)
        {
            ProjectFolder.Tell(result, context.Errors);
        }

        return result.Project;
    }

    private ServerAddress? Named(ProjectModel project)
    {
        if (EnvironmentChoice.Choose(context, project.Name, [.. project.Environments.Keys], Environment) is not { } chosen)
        {
            return null;
        }

        EnvironmentModel environment = project.Environments[chosen];
        if (environment.Databases.TryGetValue(to, out IBoundValue? written))
        {
            ProjectNames names = new(project, environment, context.Clock);
            return SeedAddress.Parse($"the database {to} of {chosen}", written.Evaluate(names).ToText());
        }

        context.TellError(Nearest.To(to, environment.Databases.Keys) is { } near
            ? $"The environment {chosen} has no database {to}. Did you mean {near}?"
            : environment.Databases.IsEmpty
                ? $"The environment {chosen} has no database {to}. Name it in seatrial.yaml: `databases: {{ {to}: 'postgres://…' }}`."
                : $"The environment {chosen} has no database {to}. It has: {string.Join(", ", environment.Databases.Keys)}.");
        return null;
    }
}
