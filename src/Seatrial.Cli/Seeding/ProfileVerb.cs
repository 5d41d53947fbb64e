using System.Globalization;
using Seatrial.Cli.Terminal;
using Seatrial.Core.Reporting;
using Seatrial.Seeding;
using Seatrial.Seeding.Profiling;

namespace Seatrial.Cli.Seeding;

/// <summary>Takes a profile of production.</summary>
internal sealed class ProfileVerb(CommandContext context, string from, string file)
{
    public int? Subjects { get; init; }

    public double? Epsilon { get; init; }

    public int? Sample { get; init; }

    public int? StatementTimeout { get; init; }

    public IReadOnlyList<string> Allowed { get; init; } = [];

    public string? Json { get; init; }

    public async Task<CommandResult> RunAsync()
    {
        if (Epsilon is { } epsilon && !(epsilon is > 0 and <= 100))
        {
            context.TellError("--epsilon is a number above 0, such as 1; less is more noise.");
            return CommandResult.Usage;
        }

        SeedDatabase production = new(SeedAddress.Parse("--from", from));
        ProfileSettings settings = new() { Today = DateOnly.FromDateTime(context.Clock.GetUtcNow().UtcDateTime), Allowed = [.. Allowed] };
        settings = settings with
        {
            Subjects = Subjects ?? settings.Subjects,
            Epsilon = Epsilon ?? settings.Epsilon,
            Sample = Sample ?? settings.Sample,
            StatementTimeout = StatementTimeout is { } seconds ? TimeSpan.FromSeconds(seconds) : settings.StatementTimeout,
        };
        long start = context.Clock.GetTimestamp();
        ProfileSummary summary = await production.ProfileAsync(
            settings,
            (table, done, all) => context.Terminal.Show([Line.Of(Tone.Soft, string.Create(CultureInfo.InvariantCulture, $"  {done} of {all} tables, {table}"))]),
            context.Stop);
        context.Terminal.Show([]);
        await SeedFiles.WriteAsync(context, file, summary.Text);
        await context.WriteJsonAsync(Json, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("file", file);
            writer.WriteNumber("tables", summary.Tables);
            writer.WriteNumber("rows", summary.Rows);
            writer.WriteNumber("values", summary.Literals);
            writer.WriteNumber("k", settings.Subjects);
            writer.WriteNumber("statistics", summary.Statistics);
            writer.WriteNumber("epsilon", settings.Epsilon);
            writer.WriteNumber("epsilonTotal", summary.Statistics * settings.Epsilon);
            writer.WriteEndObject();
        });
        context.Terminal.Write(Line.Of(Tone.Good, "✓ ").Plain(string.Create(CultureInfo.InvariantCulture, $"{file}: {summary.Tables} tables, about {summary.Rows:N0} rows")).Soft($"  in {ReportText.Duration(context.Clock.GetElapsedTime(start))}"));
        context.Terminal.Write(Line.Of(string.Create(CultureInfo.InvariantCulture, $"  {summary.Literals} values of production stand in it, each shared by at least {settings.Subjects} subjects; the rest are noised counts.")));
        context.Terminal.Write(Line.Of(Tone.Soft, string.Create(CultureInfo.InvariantCulture, $"  Privacy budget: {summary.Statistics} statistics of ε = {summary.Epsilon} each, {summary.Statistics * summary.Epsilon:N0} at most in all (δ = 1e-6 for each value shown).")));
        return CommandResult.Passed;
    }
}
