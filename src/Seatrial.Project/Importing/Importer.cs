using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Project.Formatting;
using Seatrial.Project.Importing.Drafting;
using Seatrial.Project.Importing.Reading;
using Seatrial.Project.Loading;
using Seatrial.Project.OpenApi;

namespace Seatrial.Project.Importing;

/// <summary>Makes flows of what other programs wrote. It reads texts and gives texts; it asks nobody and writes nothing.</summary>
/// <param name="verbs">The keys of the verbs, for the form of the files.</param>
public sealed class Importer(IReadOnlyCollection<string> verbs)
{
    private const int LongestText = 64 * 1024 * 1024;

    /// <summary>Imports a file.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="file">Its path, for messages.</param>
    /// <param name="text">Its text.</param>
    /// <param name="options">What a person says about it.</param>
    /// <param name="find">The text of a file beside an API description, by the path the project will know it by; null when there is none.</param>
    /// <exception cref="ImportException">It cannot be read, or there is nothing in it.</exception>
    public ImportResult Import(ImportKind kind, string file, string text, ImportOptions options, Func<string, string?>? find = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(options);
        if (text.Length > LongestText)
        {
            throw ImportErrors.TooLarge(file, $"The file has {text.Length:N0} characters; at most {LongestText:N0} are read.");
        }

        ImportNotes notes = new();
        ProjectDraft project = new(options);
        switch (kind)
        {
            case ImportKind.OpenApi:
                OpenApiDocument document = Describe(file, text, options, find, notes);
                return Finish(file, new ApiJourneys(document, project, options, notes).Make(), project, notes, isRecorded: false) with { Descriptions = document.Files };
            case ImportKind.Postman:
                return Finish(file, new PostmanJourneys(project, options, notes).Make(PostmanReader.Read(file, text, options.PostmanEnvironment)), project, notes, isRecorded: true);
            case ImportKind.Curl:
                return Import(file, CurlReader.Read(file, text, notes), options, project, notes);
            default:
                return Import(file, HarReader.Read(file, text), options, project, notes);
        }
    }

    /// <summary>Makes flows of exchanges that were recorded.</summary>
    /// <param name="exchanges">The exchanges, in the order in which they were sent.</param>
    /// <param name="options">What a person says about them.</param>
    /// <exception cref="ImportException">There is nothing in them.</exception>
    public ImportResult Import(IReadOnlyList<RecordedExchange> exchanges, ImportOptions options) =>
        Import("the recording", exchanges, options, new ProjectDraft(options), new ImportNotes());

    private ImportResult Import(string file, IReadOnlyList<RecordedExchange> exchanges, ImportOptions options, ProjectDraft project, ImportNotes notes) =>
        Finish(file, new RecordedJourneys(project, options, notes).Make(exchanges), project, notes, isRecorded: true);

    private static OpenApiDocument Describe(string file, string text, ImportOptions options, Func<string, string?>? find, ImportNotes notes)
    {
        List<Diagnostic> found = [];
        OpenApiDocument? document = OpenApiReader.Read(options.DescriptionPath, path => path == options.DescriptionPath ? text : find?.Invoke(path), found.Add);
        Diagnostic? error = found.Find(static d => d.Severity == DiagnosticSeverity.Error);
        if (document is null)
        {
            throw error is null ? ImportErrors.NotThat(file, "an API description", "nothing could be read.", "OpenAPI 3.0 and 3.1 are read.") : new ImportException(error with { Span = error.Span with { File = file } });
        }

        if (error is not null)
        {
            notes.FillIn($"The description has errors that `validate` will tell, the first: {error.Message}");
        }

        return document;
    }

    private ImportResult Finish(string file, List<DraftJourney> journeys, ProjectDraft project, ImportNotes notes, bool isRecorded)
    {
        DraftJourney[] whole = [.. journeys.Select(static j => j.Complete()).Where(static j => j.Steps.Count > 0)];
        if (whole.Length == 0)
        {
            string left = notes.LeftOut is [var first, ..] ? $"What was in it was left out: {first}." : "It holds no request.";
            throw ImportErrors.Nothing(file, left);
        }

        DraftStep[] steps = [.. whole.SelectMany(static j => j.Steps).Distinct()];
        SecretsOut secrets = new(project, notes);
        Array.ForEach(steps, s => secrets.Take(s, isRecorded));
        if (isRecorded)
        {
            AnswerExpectations expectations = new();
            Array.ForEach(steps, expectations.Expect);
        }

        IdsOut ids = new(project, notes);
        Array.ForEach(steps, ids.Take);
        new Cleanups(notes).Add(steps);
        Array.ForEach(steps, secrets.Scrub);
        foreach (string name in project.Secrets)
        {
            notes.FillIn($"The secret `{name}`: say under `secrets:` where it comes from; as it is written, the environment variable {ProjectDraft.VariableOf(project.Name, name)}.");
        }

        HashSet<string> taken = new(StringComparer.Ordinal);
        ImmutableArray<ImportedFlow> flows = [.. whole.Select(j => Write(j with { Name = secrets.Hidden(j.Name) }, taken))];
        return new(flows, project.Write() is { } written ? Formatted(ProjectLoader.ProjectFile, written) : null) { LeftOut = [.. notes.LeftOut.Select(secrets.Hidden)], ToFillIn = [.. notes.ToFillIn.Select(secrets.Hidden)] };
    }

    private ImportedFlow Write(DraftJourney journey, HashSet<string> taken)
    {
        string name = DraftNames.Dashed(journey.Name) is { Length: > 0 } dashed ? dashed : "flow";
        string free = name;
        for (int i = 2; !taken.Add(free); i++)
        {
            free = $"{name}-{i.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
        }

        string file = $"flows/{free}{ProjectLoader.FlowSuffix}";
        return new(file, journey.Name, journey.Steps.Count, journey.Steps.Sum(static s => s.Captures.Count), Formatted(file, FlowText.Write(journey)));
    }

    private string Formatted(string file, string text) => new FlowFormatter(verbs).Format(file, text) switch
    {
        FormatResult.Formatted formatted => formatted.Text,
        FormatResult.Unreadable { Diagnostics: [var first, ..] } => throw new InvalidOperationException($"The importer wrote what cannot be read: {first.Message}"),
        _ => throw new InvalidOperationException("The importer wrote what cannot be formatted."),
    };
}
