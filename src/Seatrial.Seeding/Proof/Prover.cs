using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;

namespace Seatrial.Seeding.Proof;

/// <summary>
/// Proves that a database, as it is stored, and what was written beside it hold nothing of production but what chance and the
/// profile explain. It shares nothing with what makes rows: it asks that for rows made with other seeds, and for nothing else.
/// </summary>
/// <param name="production">What is known of production.</param>
/// <param name="settings">How it is done.</param>
/// <param name="clock">The clock.</param>
internal sealed class Prover(ProductionFindings production, ProofSettings settings, TimeProvider clock)
{
    /// <summary>Proves it.</summary>
    /// <param name="target">The database.</param>
    /// <param name="contents">What there is in it.</param>
    /// <param name="control">What chance does.</param>
    /// <param name="subject">What else is looked at.</param>
    /// <param name="shown">Production, for people.</param>
    /// <param name="progress">Told of each table that is done.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="Core.SeatrialException">Something could not be read.</exception>
    public async Task<ProofReport> RunAsync(IRowScan target, ScanContents contents, ControlFindings control, ProofSubject subject, string shown, IProgress<ProofProgress>? progress, CancellationToken cancellationToken)
    {
        IReadOnlyList<TargetTable> tables = await new TargetScan(target, production, control, progress).RunAsync(contents.Tables, cancellationToken);
        List<ProofTest> tests = new Judge(production).Tests(tables);
        HashSet<int> alarms = Statistics.Significant([.. tests.Select(static t => t.Probability)], settings.ErrorRate);
        List<string> unscanned = [.. Unscanned(contents)];
        TextScan texts = new(production, control);
        ProfileScan profile = new(production, texts);
        profile.Scan(subject.ProfileName, subject.Profile);
        StructureScan.Scan(texts, production.Contents, contents);
        await ReadLedgerAsync(target, contents, texts, cancellationToken);
        ReadFiles(subject, texts, unscanned);
        ImmutableArray<Sensitivity> sensitivities = new PositiveControl(production, tables, settings.ErrorRate / Math.Max(1, tests.Count)).Run();
        unscanned.AddRange(Blind(sensitivities, texts));
        ImmutableArray<ProofFinding> findings =
        [
            .. ProofFindings.OfTests([.. tests.Where((_, i) => alarms.Contains(i))]),
            .. ProofFindings.OfTexts(texts.Hits, profile.Released),
            .. StructureScan.SamePositions(production.Contents, contents, tables).Select(ProofFindings.OfSequence),
        ];
        return new()
        {
            Verdict = !findings.IsEmpty ? ProofVerdict.Leak : unscanned.Count > 0 ? ProofVerdict.Incomplete : ProofVerdict.Clean,
            At = clock.GetUtcNow(),
            Version = subject.Version,
            Target = target.Shown,
            Production = shown,
            ProfileHash = Hashes.Of(subject.Profile.Span),
            StructureHash = Hashes.Of(contents),
            Runs = subject.Runs,
            Control = control.Source.Description,
            ControlSeeds = control.Source.Seeds,
            Subjects = settings.Subjects,
            ErrorRate = settings.ErrorRate,
            Tests = tests.Count,
            ProductionRows = production.Rows,
            Fingerprints = production.Index.Count,
            Share = production.Index.Share,
            Tables = [.. ProofTables.Of(tables, tests, alarms)],
            Texts = [subject.ProfileName, "structure", .. contents.Tables.Where(static t => t.IsLedger).Select(static t => t.Name.ToString()), .. subject.Files.Select(static f => f.Name)],
            Published = [.. settings.Published.Order(StringComparer.Ordinal)],
            Sensitivities = sensitivities,
            Findings = findings,
            Unscanned = [.. unscanned],
        };
    }

    private IEnumerable<string> Unscanned(ScanContents contents) =>
        contents.Unscanned
            .Concat(contents.Tables.Where(static t => t.Unreadable is not null).Select(static t => $"{t.Name}: {t.Unreadable}"))
            .Concat(contents.Tables.Where(static t => t.Unreadable is null).SelectMany(static t => t.Columns.Where(static c => c.Unreadable is not null).Select(c => $"{t.Name}.{c.Name}: {c.Unreadable}")))
            .Concat(production.Unread.Select(static u => $"of production, {u}"));

    private static async Task ReadLedgerAsync(IRowScan target, ScanContents contents, TextScan texts, CancellationToken cancellationToken)
    {
        foreach (ScanTable table in contents.Tables.Where(static t => t is { IsLedger: true, Unreadable: null }))
        {
            await target.ReadAsync(table, owner: null, row =>
            {
                for (int i = 0; i < table.Columns.Length; i++)
                {
                    if (!row.IsNull(i))
                    {
                        texts.Cell($"{table.Name}.{table.Columns[i].Name}", table.Columns[i].Class, row[i]);
                    }
                }
            }, cancellationToken);
        }
    }

    private static void ReadFiles(ProofSubject subject, TextScan texts, List<string> unscanned)
    {
        foreach ((string name, Func<Stream> open) in subject.Files)
        {
            try
            {
                using Stream file = open();
                using Stream plain = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
                using StreamReader reader = new(plain, Encoding.UTF8);
                texts.Prose(name, reader);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                unscanned.Add($"{name}: {exception.Message}");
            }
        }
    }

    /// <summary>What was planted and not found.</summary>
    private IEnumerable<string> Blind(ImmutableArray<Sensitivity> sensitivities, TextScan texts)
    {
        foreach (Sensitivity missed in sensitivities.Where(static s => s.Caught < s.Required))
        {
            yield return $"the proof itself: of {missed.Planted} invented values planted {missed.Disguise}, only {missed.Caught} were found";
        }

        int before = texts.Hits.Count;
        foreach (Canary canary in production.Canaries)
        {
            texts.Prose("planted", new StringReader($"12:00:01 info order of {canary.Name} <{canary.Mail}> could not be sent, call {canary.Phone}\n"));
        }

        int found = texts.Hits.Count - before;
        texts.Hits.RemoveRange(before, found);
        if (found < production.Canaries.Length * 3)
        {
            yield return $"the proof itself: of {production.Canaries.Length * 3} invented values planted in a log, only {found} were found";
        }
    }
}
