using Seatrial.Project.Masking;

namespace Seatrial.Seeding.Tests.Masking;

/// <summary>What becomes of Chinook's columns.</summary>
internal static class ChinookRules
{
    public const string Text = """
        locale: en
        tables:
          album: { album_id: fpe, title: title }
          artist: { artist_id: fpe, name: full-name }
          customer:
            customer_id: fpe
            first_name: first-name
            last_name: last-name
            company: company
            address: street
            city: city
            state: state
            country: { keep: a country is shared by many }
            postal_code: fpe
            phone: phone
            fax: null
            email: { email: people }
          employee:
            employee_id: fpe
            last_name: last-name
            first_name: first-name
            title: job
            birth_date: { generalise: year }
            hire_date: { noise: 30d }
            address: street
            city: city
            state: state
            country: { keep: all are in Canada }
            postal_code: fpe
            phone: phone
            fax: phone
            email: { email: people }
          genre: { genre_id: fpe, name: { keep: a list of genres } }
          invoice:
            invoice_id: fpe
            invoice_date: { noise: 10d }
            billing_address: street
            billing_city: city
            billing_state: state
            billing_country: { keep: as in customer }
            billing_postal_code: fpe
            total: { keep: totals are no secret }
          invoice_line: { invoice_line_id: fpe, unit_price: { keep: prices are public }, quantity: { noise: 50% } }
          media_type: { media_type_id: fpe, name: { keep: a list of formats } }
          playlist: { playlist_id: fpe, name: { keep: the shop's own } }
          playlist_track: {}
          track:
            track_id: fpe
            name: title
            composer: full-name
            milliseconds: { keep: a length }
            bytes: { keep: a length }
            unit_price: { keep: prices are public }
        """;

    public static MaskRules Read(string text = Text)
    {
        List<string> found = [];
        MaskRules? rules = MaskRulesReader.Read("mask.yaml", text, d => found.Add($"{d.Span} {d.Code} {d.Message}"));
        Assert.Empty(found);
        return rules!;
    }
}
