using System.Collections.Immutable;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Proof;

/// <summary>How the rows of a table lead to the people whose they are.</summary>
/// <param name="Steps">The references to be followed, the first from the table itself; none when its rows are people.</param>
/// <param name="Key">What tells people apart: the columns of the primary key of the last table.</param>
internal sealed record OwnerPath(ImmutableArray<ScanReference> Steps, ImmutableArray<string> Key)
{
    private const int Farthest = 3;

    /// <summary>
    /// Words in names of columns that a table of people has. Decided here once more, apart from the profile's own list: what
    /// that one overlooks must not be overlooked here for the same reason.
    /// </summary>
    private static readonly string[] Personal =
    [
        "email", "mail", "courriel", "correo", "phone", "mobile", "telefon", "fax", "handy", "firstname", "givenname", "forename", "prenom", "vorname", "nombre",
        "lastname", "surname", "familyname", "nachname", "apellido", "fullname", "username", "login", "nickname", "birth", "dob", "geburt", "naissance", "nacimiento",
        "ssn", "passport", "nationalid", "personnummer", "taxid",
    ];

    /// <summary>The nearest people that a table's rows lead to; null when there are none.</summary>
    public static OwnerPath? Of(ScanTable table, IReadOnlyDictionary<ObjectName, ScanTable> tables)
    {
        Queue<(ScanTable At, ImmutableArray<ScanReference> Steps)> open = new([(table, [])]);
        HashSet<ObjectName> seen = [table.Name];
        while (open.TryDequeue(out (ScanTable At, ImmutableArray<ScanReference> Steps) place))
        {
            if (IsOfPeople(place.At))
            {
                return new(place.Steps, [.. place.At.Columns.Where(static c => c.IsKey).Select(static c => c.Name)]);
            }

            foreach (ScanReference step in place.At.References)
            {
                if (place.Steps.Length < Farthest && tables.TryGetValue(step.Target, out ScanTable? next) && seen.Add(step.Target))
                {
                    open.Enqueue((next, place.Steps.Add(step)));
                }
            }
        }

        return null;
    }

    private static bool IsOfPeople(ScanTable table) => table.Columns.Any(static c => c.IsKey) && table.Columns.Any(static c => IsPersonal(c.Name));

    private static bool IsPersonal(string column)
    {
        string name = string.Concat(column.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return Personal.Any(p => name.Contains(p, StringComparison.Ordinal));
    }
}
