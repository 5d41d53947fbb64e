using System.Net;
using System.Text;
using static Seatrial.Seeding.Tests.Leaks.Person;

namespace Seatrial.Seeding.Tests.Leaks;

/// <summary>Ways in which something of production comes into a target, or into what is written beside it.</summary>
internal static class KnownLeaks
{
    private const string First = "(select min(id) from customer)";

    public static IReadOnlyList<Leak> All { get; } =
    [
        // Whole columns.
        new("pass-through of addresses", "customer.email") { PassThrough = "customer.email" },
        new("pass-through of last names", "customer.last_name") { PassThrough = "customer.last_name" },
        new("pass-through of days of birth", "customer.born") { PassThrough = "customer.born" },
        new("pass-through of moments", "orders.placed_at") { PassThrough = "orders.placed_at" },
        new("pass-through of amounts", "orders.total") { PassThrough = "orders.total" },
        new("pass-through of numbers", "orders.reference") { PassThrough = "orders.reference" },

        // One value, in one row.
        Cell("an address in its own column", "email", static p => p.Email),
        Cell("an address in another column", "city", static p => p.Email),
        Cell("a name in another column", "note", static p => p.Name),
        Cell("a last name among first names", "first_name", static p => p.Last),
        Cell("a name in a sentence", "note", static p => $"The parcel was left with {p.Name}, who signed for it."),
        Cell("an address in upper case", "email", static p => p.Email.ToUpperInvariant()),
        Cell("a name without accents, in lower case", "note", static p => Plain(p.Name).ToLowerInvariant()),
        Cell("a name without punctuation", "note", static p => p.Name.Replace('-', ' ')),
        Cell("a name with blanks", "note", static p => $"  {p.First}   {p.Last}  "),
        Cell("a truncated address", "email", static p => p.Email[..(p.Email.Length * 7 / 10)]),
        Cell("a truncated street", "street", static p => p.Street[..^3]),
        Cell("base64", "note", static p => Base64(p.Email)),
        Cell("base64 in a line", "note", static p => $"payload={Base64(p.Email)}; size=3"),
        Cell("hexadecimal digits", "note", static p => Hex(p.Email)),
        Cell("percent signs", "note", static p => $"/search?q={WebUtility.UrlEncode(p.Name)}"),
        Cell("entities", "note", static p => string.Concat(p.Email.Select(static c => $"&#{(int)c};"))),
        Cell("backwards", "note", static p => Reversed(p.Email)),
        Cell("digits of a phone", "note", static p => p.PhoneDigits),
        Cell("a phone without the country's code", "phone", static p => "0" + p.PhoneDigits[2..]),
        Cell("another domain", "email", static p => $"{p.Local}@example.com"),
        Cell("before the @ only", "note", static p => p.Local),
        Cell("an account with blanks", "note", static p => string.Join(' ', p.Iban.Chunk(4).Select(static c => new string(c)))),
        Cell("a token", "token", static p => p.Token),
        Cell("a network address", "seen_from", static p => p.From),
        Cell("a whole note", "note", static p => p.Note),
        Cell("a passage of a note", "note", static p => $"Somebody wrote: {Words(p.Note, 8, 12)}. So be it."),
        Cell("a key of a document", "prefs", static p => $$$"""{"a": {"{{{p.Email}}}": 1}}"""),
        Cell("a leaf of a document", "prefs", static p => $$"""{"a": [1, {"b": "{{p.Name}}"}]}"""),
        Cell("a document in a text", "note", static p => $$"""{"a": "{\"b\": \"{{p.Email}}\"}"}"""),
        Cell("a nickname out of a document, in a document", "prefs", static p => $$"""{"theme": "dark", "nick": "{{p.Nick}}", "age": 30}"""),
        Cell("an item of a list", "tags", static p => $$"""{vip,"{{p.Email}}"}"""),
        Cell("bytes", "avatar", static p => $"\\x{Hex(p.Email)}"),
        Cell("bytes, packed", "avatar", static p => $"\\x{Convert.ToHexStringLower(Packed(p.Email))}"),
        new("a phone as a number", "orders.reference") { Sql = static p => $"update orders set reference = {p.PhoneDigits} where id = (select min(id) from orders)" },
        new("an address in a document of another table", "audit.entry") { Sql = static p => $$"""update audit set entry = '{"event": "login", "who": "{{p.Email}}"}' where id = (select min(id) from audit)""" },

        // Rows.
        new("a last name and a day of birth together", "customer") { Sql = static p => $"update customer set last_name = {Quoted(p.Last)}, born = {Quoted(p.Born)} where id = {First}" },
        new("a whole row but its key", "customer") { Sql = static p => $"update customer set first_name = {Quoted(p.First)}, last_name = {Quoted(p.Last)}, email = {Quoted(p.Email)}, phone = {Quoted(p.Phone)}, street = {Quoted(p.Street)}, city = {Quoted(p.City)}, zip = {Quoted(p.Zip)}, born = {Quoted(p.Born)} where id = {First}" },
        new("a table left over", "people_old") { Sql = static p => $"create table people_old (who text); insert into people_old values ({Quoted(p.Name)})" },
        new("a column left over", "customer.old_mail") { Sql = static p => $"alter table customer add old_mail text; update customer set old_mail = {Quoted(p.Email)} where id = {First}" },

        // Beside the rows.
        new("the comment of a column", "comment") { Sql = static p => $"comment on column customer.note is {Quoted($"For instance {p.Email}")}" },
        new("the comment of a table", "comment") { Sql = static p => $"comment on table product is {Quoted(p.Name)}" },
        new("a default", "default") { Sql = static p => $"alter table customer alter note set default {Quoted(p.Name)}" },
        new("a condition", "check") { Sql = static p => $"alter table customer add check (email <> {Quoted(p.Email)})" },
        new("a label", "label") { Sql = static p => $"alter type mood add value {Quoted(p.Last)}" },
        new("a view", "view") { Sql = static p => $"create view one as select * from orders where remark = {Quoted(p.Name)}" },
        new("a function", "function") { Sql = static p => $"create function owner_mail() returns text language sql as $$ select {Quoted(p.Email)} $$" },
        new("an index", "index") { Sql = static p => $"create index on customer (city) where last_name <> {Quoted(p.Last)}" },
        new("a materialized view", "summary") { Sql = static p => $"create materialized view summary as select {Quoted(p.Email)}::text as best" },
        new("the domain of a type", "check") { Sql = static p => $"create domain street_name as text constraint known check (value <> {Quoted(p.Street)})" },
        new("the name of a column", "name of a thing") { Sql = static p => $"alter table audit add \"{p.Nick}\" text" },
        new("the position of a sequence", "tickets") { Sql = static _ => "select setval('tickets', 48213)" },
        new("the account of runs", "seatrial_seed.run") { Sql = static p => $"update seatrial_seed.run set uses = uses || jsonb_build_object('by', {Quoted(p.Email)})" },

        // Files.
        Log("an address in a log", static p => $"12:00:01 info mail to {p.Email} failed"),
        Log("a name in a log", static p => $"12:00:01 info order of {p.Name} failed"),
        Log("base64 in a log", static p => $"12:00:01 debug body={Base64($"mail={p.Email}")}"),
        Log("a phone, written otherwise, in a log", static p => $"12:00:01 info call ({p.PhoneDigits[..4]}) {p.PhoneDigits[4..]}"),
        Log("a report's document", static p => $$"""{"steps": [{"said": "no customer {{p.Name.Replace("å", "\\u00e5", StringComparison.Ordinal).Replace("ø", "\\u00f8", StringComparison.Ordinal).Replace("é", "\\u00e9", StringComparison.Ordinal)}}"}]}"""),
        new("a packed log", "run.log.gz") { File = static p => Packed($"12:00:01 info mail to {p.Email} failed\n") },

        // The profile.
        new("a text in the profile", "profile.json") { Profile = static (p, profile) => profile.Insert(profile.IndexOf('{', StringComparison.Ordinal) + 1, $"\"note\": \"{p.Email}\",") },
        new("a key in the profile", "profile.json") { Profile = static (p, profile) => profile.Insert(profile.IndexOf('{', StringComparison.Ordinal) + 1, $"\"{p.Name}\": 1,") },
    ];

    private static Leak Cell(string name, string column, Func<Person, string> value) =>
        new(name, $"customer.{column}") { Sql = p => $"update customer set {column} = {Quoted(value(p))} where id = {First}" };

    private static Leak Log(string name, Func<Person, string> line) =>
        new(name, "run.log:2") { File = p => Encoding.UTF8.GetBytes($"12:00:00 info started\n{line(p)}\n") };

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
