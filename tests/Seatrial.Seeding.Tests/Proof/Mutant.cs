namespace Seatrial.Seeding.Tests.Proof;

/// <summary>A way for something of production to get where it must not be. In its texts, <c>{email}</c> and the like stand for values of production.</summary>
/// <param name="Name">What went wrong.</param>
/// <param name="Sql">Done to the filled database.</param>
/// <param name="Kind">The kind of finding that it must lead to; several are separated by |.</param>
/// <param name="Place">What the finding's place must hold.</param>
internal sealed record Mutant(string Name, string Sql, string Kind, string Place)
{
    private const string Cell = "value|excess|row";

    /// <summary>A column of production that is passed through, by its key; then <c>{values}</c> are its pairs of key and value.</summary>
    public string? PassedThrough { get; init; }

    /// <summary>A log or report, by its name.</summary>
    public string? File { get; init; }

    /// <summary>What becomes of the profile's text.</summary>
    public Func<string, Func<string, string>, string>? Profile { get; init; }

    public static IReadOnlyList<Mutant> All { get; } =
    [
        Passed("customer.email"),
        Passed("customer.last_name"),
        Passed("customer.phone"),
        Passed("customer.address"),
        Passed("customer.city"),
        Passed("customer.postal_code"),
        Passed("track.name"),
        Passed("artist.name"),
        Passed("album.title"),
        Passed("track.bytes"),
        Passed("invoice.billing_address"),
        InCell("as it is", "customer", "address", "'{email}'"),
        InCell("upper case", "customer", "email", "upper('{email}')"),
        InCell("no punctuation, blanks added", "customer", "company", "'  {plain}  '"),
        InCell("truncated", "customer", "email", "left('{email}', length('{email}') * 7 / 10)"),
        InCell("in a sentence", "artist", "name", "'ordered by {fullName} yesterday'"),
        InCell("base64", "customer", "address", "encode('{email}', 'base64')"),
        InCell("base64 in a line", "artist", "name", "'p=' || encode('{email}', 'base64') || ';'"),
        InCell("hexadecimal", "customer", "company", "encode('{email}', 'hex')"),
        InCell("percent signs", "artist", "name", "'/find?q=' || replace('{email}', '@', '%40')"),
        InCell("entities", "artist", "name", "replace('{email}', '@', '&#64;')"),
        InCell("backwards", "customer", "address", "reverse('{email}')"),
        InCell("in another column", "track", "name", "'{address}'"),
        InCell("with another domain", "customer", "email", "'{local}@example.net'"),
        InCell("digits only", "customer", "phone", "regexp_replace('{phone}', '[^0-9]', '', 'g')"),
        InCell("a phone number written otherwise", "customer", "fax", "'tel:' || regexp_replace('{phone}', '[^0-9]+', '.', 'g')"),
        InCell("leaf of a document", "extra", "document", "jsonb_build_object('a', jsonb_build_array(1, jsonb_build_object('b', '{email}'::text)))"),
        InCell("key of a document", "extra", "document", "jsonb_build_object('a', jsonb_build_object('{email}', 1))"),
        InCell("base64 in a document", "extra", "document", "jsonb_build_object('token', encode('{email}', 'base64'))"),
        InCell("a number in a document", "extra", "document", "jsonb_build_object('to', {digits}::numeric)"),
        InCell("document in a text", "extra", "note", "'{\"a\": {\"b\": \"{email}\"}}'"),
        InCell("item of a list", "extra", "tags", "array['one', '{fullName}', 'two']"),
        InCell("bytes", "extra", "raw", "convert_to('{email}', 'UTF8')"),
        InCell("bytes in a picture", "extra", "raw", "'\\x89504e47000000'::bytea || convert_to('{email}', 'UTF8') || '\\x00ff00'::bytea"),
        InCell("a passage of a text", "extra", "note", "'As they wrote: {passage}.'"),
        new("a row of production, its key changed", "update customer set (first_name, last_name, company, address, city, state, country, postal_code, phone, fax, email) = ({customerRow}) where customer_id = (select min(customer_id) from customer)", Cell, "public.customer"),
        new("comment of a table", "comment on table customer is 'for instance {email}'", "text", "comment"),
        new("comment of a column", "comment on column track.name is 'seen: {address}'", "text", "comment"),
        new("default of a column", "alter table customer alter email set default '{email}'", "text", "default"),
        new("literal of a check", "alter table customer add constraint not_this check (email <> '{email}') not valid", "text", "check"),
        new("label of an enumeration", "create type kind as enum ('a', '{email}')", "text", "label"),
        new("view", "create view one as select * from customer where email = '{email}'", "text", "view"),
        new("body of a function", "create function one() returns int language sql as $$ select count(*)::int from customer where email = '{email}' $$", "text", "function"),
        new("predicate of an index", "create index one on customer (email) where phone <> '{phone}'", "text", "index"),
        new("name of a column", "alter table extra add \"{email}\" int", "text", "name of a thing"),
        new("condition of a trigger", "create function t() returns trigger language plpgsql as $$ begin return new; end $$; create trigger one before insert on customer for each row when (new.email = '{email}') execute function t()", "text", "trigger"),
        new("policy", "create policy one on customer using (email <> '{email}')", "text", "policy"),
        new("position of a sequence", "select setval(pg_get_serial_sequence('extra', 'id'), {position})", "sequence", "extra"),
        new("a table that nobody planned", "create schema aside; create unlogged table aside.copy (a text, b text); insert into aside.copy values ('{fullName}', '{email}')", Cell, "aside.copy"),
        new("a materialized view", "create materialized view copy as select '{email}'::text as a", "value|text", "copy"),
        new("the account of runs", "update seatrial_seed.run set run = 'for {email}'", "text", "seatrial_seed.run"),
        new("a log", "12:00:01 info mail to {email} bounced\n", "text", "load.log:1") { File = "load.log" },
        new("a packed log", "12:00:01 info\n12:00:02 call {phone} back\n", "text", "load.log.gz:2") { File = "load.log.gz" },
        new("a report", "{\"rows\": [{\"to\": \"{address}\", \"at\": 1}]}", "text", "report.json:1") { File = "report.json" },
        new("a value in the profile that few share", string.Empty, "text|profile", "profile.json") { Profile = static (text, value) => text.Replace("\"mask\": \"Aaaaaa\"", $"\"mask\": \"{value("email")}\"", StringComparison.Ordinal) },
    ];

    private static Mutant Passed(string column) => new($"{column} passed through", string.Empty, "value|excess", $"public.{column}") { PassedThrough = column };

    private static Mutant InCell(string name, string table, string column, string expression) =>
        new($"{name}, in {table}.{column}", $"update {table} set {column} = {expression} where ctid = (select min(ctid) from {table})", Cell, $"public.{table}");

    public override string ToString() => Name;
}
