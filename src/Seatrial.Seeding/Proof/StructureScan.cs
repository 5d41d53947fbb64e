using System.Text;

namespace Seatrial.Seeding.Proof;

/// <summary>Looks at what of a target's structure is not production's own: that is no secret, whatever it says; the rest must hold nothing of its rows.</summary>
internal static class StructureScan
{
    private const int FewWords = 8;

    public static void Scan(TextScan texts, ScanContents production, ScanContents target)
    {
        HashSet<string> known = production.Texts.Select(static t => t.Text).ToHashSet(StringComparer.Ordinal);
        foreach (ScanText text in target.Texts.Where(t => !known.Contains(t.Text)))
        {
            string place = $"{text.Kind} of {text.Place}";
            texts.Prose(place, new StringReader(text.Text));
            if (text.Kind is "label" || (text.Kind == "comment" && text.Text.Count(static c => c == ' ') < FewWords))
            {
                texts.Literal(place, text.Text);
            }

            foreach (string literal in Literals(text.Text))
            {
                texts.Literal(place, literal);
            }
        }

        foreach (string name in target.Names.Except(production.Names).Order(StringComparer.Ordinal))
        {
            texts.Literal("the name of a thing", name);
        }
    }

    /// <summary>Where a sequence stands as production's does, beyond what the target's own rows need.</summary>
    public static IEnumerable<ScanSequence> SamePositions(ScanContents production, ScanContents target, IReadOnlyList<TargetTable> tables)
    {
        foreach (ScanSequence sequence in target.Sequences)
        {
            ScanSequence? other = production.Sequences.FirstOrDefault(s => s.Name == sequence.Name);
            if (sequence.Position is { } position && position == other?.Position && position > sequence.Start + 9 && position > Highest(tables, sequence))
            {
                yield return sequence;
            }
        }
    }

    private static long Highest(IReadOnlyList<TargetTable> tables, ScanSequence sequence)
    {
        TargetTable? table = sequence.Owner is { } owner ? tables.FirstOrDefault(t => t.Table.Name == owner.Table) : null;
        int column = table?.Table.IndexOf(sequence.Owner!.Value.Column) ?? -1;
        return column < 0 ? long.MinValue : table!.Highest[column];
    }

    /// <summary>The texts between quotes, as SQL writes them, and numbers.</summary>
    private static IEnumerable<string> Literals(string sql)
    {
        StringBuilder literal = new();
        for (int i = 0; i < sql.Length; i++)
        {
            if (sql[i] == '\'')
            {
                literal.Clear();
                for (i++; i < sql.Length && (sql[i] != '\'' || (i + 1 < sql.Length && sql[i + 1] == '\'')); i++)
                {
                    literal.Append(sql[i]);
                    i += sql[i] == '\'' ? 1 : 0;
                }

                yield return literal.ToString();
            }
            else if (char.IsAsciiDigit(sql[i]) && (i == 0 || !char.IsLetterOrDigit(sql[i - 1])))
            {
                int start = i;
                while (i + 1 < sql.Length && (char.IsAsciiDigit(sql[i + 1]) || sql[i + 1] == '.'))
                {
                    i++;
                }

                yield return sql[start..(i + 1)];
            }
        }
    }
}
