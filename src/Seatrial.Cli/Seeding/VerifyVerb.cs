using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Seatrial.Cli.Terminal;
using Seatrial.Core.Reporting;
using Seatrial.Seeding;
using Seatrial.Seeding.Proof;

namespace Seatrial.Cli.Seeding;

/// <summary>Proves that a filled database holds nothing of production.</summary>
internal sealed class VerifyVerb(CommandContext context, string profile, string to, string against) : IProgress<ProofProgress>
{
    private const int ShownSensitivities = 4;

    private int _tables;

    public IReadOnlyList<string> Files { get; init; } = [];

    public IReadOnlyList<string> Published { get; init; } = [];

    public required string Key { get; init; }

    public string? Json { get; init; }

    public async Task<CommandResult> RunAsync()
    {
        if (await SeedFiles.ReadAsync(context, profile) is not { } file)
        {
            return CommandResult.Usage;
        }

        if (Files.FirstOrDefault(f => !File.Exists(context.PathOf(f))) is { } missing)
        {
            context.TellError($"There is no {missing} to look through.");
            return CommandResult.Usage;
        }

        using ECDsa key = ProofKey.Open(context.PathOf(Key), Key);
        ProofRequest request = new(SeedAddress.Parse("--against", against), file, profile, typeof(VerifyVerb).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion)
        {
            Files = [.. Files.Select(f => (f, (Func<Stream>)(() => File.OpenRead(context.PathOf(f)))))],
            Published = [.. Published],
        };
        long start = context.Clock.GetTimestamp();
        ProofReport report = await new SeedDatabase(SeedAddress.Parse("--to", to)).VerifyAsync(request, context.Clock, this, context.Stop);
        context.Terminal.Show([]);
        if (Json is not null)
        {
            await using Stream output = context.OpenOutput(Json);
            await output.WriteAsync(Encoding.UTF8.GetBytes(ProofManifest.Write(report, key)), context.Stop);
        }

        Tell(report, context.Clock.GetElapsedTime(start));
        if (Json is not null and not "-")
        {
            context.Terminal.Write(Line.Of(Tone.Soft, "  proof ").Plain(Json).Soft($"  signed with key {ProofManifest.KeyId(key)[..12]}…"));
        }

        return report.Verdict switch
        {
            ProofVerdict.Clean => CommandResult.Passed,
            ProofVerdict.Leak => CommandResult.Failed,
            _ => new CommandResult(ExitCode.Inconclusive),
        };
    }

    public void Report(ProofProgress value)
    {
        string stage = value.Stage switch { ProofStage.Production => "production", ProofStage.Control => "control", _ => "target" };
        context.Terminal.Show([Line.Of(Tone.Soft, string.Create(CultureInfo.InvariantCulture, $"  {++_tables} tables read; {stage}: {value.Table}, {value.Rows:N0} rows"))]);
    }

    private void Tell(ProofReport report, TimeSpan took)
    {
        foreach (ProofFinding finding in report.Findings)
        {
            Line line = Line.Of(Tone.Bad, "  ✗ ").Strong(finding.Place).Plain($"  {finding.Message}");
            context.Terminal.Write(line);
            context.Terminal.Write(Line.Of(Tone.Soft, $"      {Figures(finding)}"));
        }

        foreach (string unscanned in report.Unscanned)
        {
            context.Terminal.Write(Line.Of(Tone.Doubt, "  ? ").Plain($"not scanned: {unscanned}"));
        }

        long rows = report.Tables.Sum(static t => t.Rows), readings = report.Tables.SelectMany(static t => t.Columns).Sum(static c => c.Readings);
        context.Terminal.Write(Headline(report, rows).Soft($"  in {ReportText.Duration(took)}"));
        context.Terminal.Write(Line.Of(Tone.Soft, string.Create(CultureInfo.InvariantCulture, $"  {readings:N0} readings of {report.Tables.Sum(static t => t.Columns.Length - 1)} columns against {report.Fingerprints:N0} fingerprints of {report.ProductionRows:N0} rows; {report.Tests} questions, an alarm where nothing leaked: at most {report.ErrorRate:P0} of all proofs.")));
        int planted = report.Sensitivities.Sum(static s => s.Planted), caught = report.Sensitivities.Sum(static s => s.Caught);
        context.Terminal.Write(Line.Of(Tone.Soft, string.Create(CultureInfo.InvariantCulture, $"  It found {caught} of {planted} invented values that it planted itself, in {report.Sensitivities.Length} disguises.")));
        foreach (Sensitivity weak in report.Sensitivities.Where(static s => s.RealPlanted > 0 && s.RealCaught < s.RealPlanted).OrderBy(static s => (double)s.RealCaught / s.RealPlanted).Take(ShownSensitivities))
        {
            context.Terminal.Write(Line.Of(Tone.Soft, string.Create(CultureInfo.InvariantCulture, $"  Of single real values {weak.Disguise}, {(double)weak.RealCaught / weak.RealPlanted:P0} would be found; others could be chance.")));
        }
    }

    private static Line Headline(ProofReport report, long rows) => report.Verdict switch
    {
        ProofVerdict.Clean => Line.Of(Tone.Good, "✓ ").Plain(string.Create(CultureInfo.InvariantCulture, $"Nothing of production in {report.Tables.Length} tables, {rows:N0} rows, and {report.Texts.Length} texts")),
        ProofVerdict.Leak => Line.Of(Tone.Bad, "✗ ").Plain(string.Create(CultureInfo.InvariantCulture, $"Production shows in {report.Findings.Length} {(report.Findings.Length == 1 ? "place" : "places")}: do not hand this database on")),
        _ => Line.Of(Tone.Doubt, "? ").Plain(string.Create(CultureInfo.InvariantCulture, $"Nothing was found, but {report.Unscanned.Length} things were not scanned: that proves nothing")),
    };

    private static string Figures(ProofFinding finding)
    {
        List<string> parts = [string.Create(CultureInfo.InvariantCulture, $"{finding.Kind}, read as {finding.Reading}, {finding.Hits:N0} {(finding.Hits == 1 ? "hit" : "hits")}")];
        if (finding.Expected is { } expected)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{expected:0.#} by chance"));
        }

        if (finding.Probability is { } probability)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"p = {probability:0.0e+0}"));
        }

        if (!finding.Rows.IsEmpty)
        {
            parts.Add(string.Join(", ", finding.Rows));
        }

        return string.Join("  ·  ", parts);
    }
}
