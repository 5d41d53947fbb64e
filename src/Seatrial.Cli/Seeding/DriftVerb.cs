using System.Globalization;
using Seatrial.Cli.Terminal;
using Seatrial.Seeding;
using Seatrial.Seeding.Schema;

namespace Seatrial.Cli.Seeding;

/// <summary>Says what of a database's structure is not as in a profile.</summary>
internal sealed class DriftVerb(CommandContext context, string profile, SeedTarget target)
{
    public string? Json { get; init; }

    public async Task<CommandResult> RunAsync()
    {
        if (await SeedFiles.ReadAsync(context, profile) is not { } file)
        {
            return CommandResult.Usage;
        }

        if (target.ToRead() is not { } address)
        {
            return CommandResult.Invalid;
        }

        IReadOnlyList<StructureChange> changes = await new SeedDatabase(address).DriftAsync(file, profile, context.Stop);
        await context.WriteJsonAsync(Json, writer =>
        {
            writer.WriteStartArray();
            foreach (StructureChange change in changes)
            {
                writer.WriteStartObject();
                writer.WriteString("change", change.Kind.ToString().ToLowerInvariant());
                writer.WriteString("what", change.Thing);
                writer.WriteString("name", change.Name);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
        foreach (StructureChange change in changes)
        {
            Tone tone = change.Kind switch { StructureChangeKind.Added => Tone.Good, StructureChangeKind.Removed => Tone.Bad, _ => Tone.Doubt };
            context.Terminal.Write(Line.Of("  ").Add(tone, change.Kind.ToString().ToLowerInvariant()).To(12).Plain($"{change.Thing} {change.Name}"));
        }

        context.Terminal.Write(changes.Count == 0
            ? Line.Of(Tone.Good, "✓ ").Plain("The structure is as in the profile.")
            : Line.Of(Tone.Bad, "✗ ").Plain(string.Create(CultureInfo.InvariantCulture, $"{changes.Count} changes since the profile was taken. Take it anew with `{context.Program} seed profile`.")));
        return changes.Count == 0 ? CommandResult.Passed : CommandResult.Failed;
    }
}
