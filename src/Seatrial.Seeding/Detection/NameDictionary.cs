using System.Collections.Immutable;

namespace Seatrial.Seeding.Detection;

/// <summary>
/// What names of columns say, in English, German, French and Spanish, and in the abbreviations of old systems. A phrase is
/// words in a row; one with a tilde may also be a part of a longer word, as German and careless English make them.
/// </summary>
internal static class NameDictionary
{
    /// <summary>More telling ones first: the first that fits is taken.</summary>
    public static ImmutableArray<(Meaning Meaning, string[] Phrases)> Phrases { get; } =
    [
        Of(Meaning.Version, "version, version number, firmware, firmware version, release, build, build number, app version, sdk version, os version"),
        Of(Meaning.None, "file name, ~filename, option name, event name, table name, class name, tag name, role name, group name, brand name, product name, item name, field name, column name, index name, queue name, job name, service name, module name, template name, category name, file path, path"),
        Of(Meaning.Email, "~email, e mail, mail address, mail addr, smtp addr, ~courriel, ~correo, mel, ~mailadresse, mail"),
        Of(Meaning.Ip, "~ipaddr, ip, ip addr, ip address, ipv4, ipv6, remote addr, remote ip, client ip, adresse ip, direccion ip"),
        Of(Meaning.Mac, "mac, mac address, mac addr, ~macaddress, hw address"),
        Of(Meaning.Url, "url, uri, ~website, web site, ~homepage, home page, web page, site web, pagina web, webseite, href, permalink, avatar, link"),
        Of(Meaning.Iban, "iban"),
        Of(Meaning.Card, "~creditcard, credit card, card number, card no, card num, cc number, cc num, cc no, pan, debit card, ~cardnumber, kreditkarte, ~kreditkarten, carte bancaire, numero carte, tarjeta, numero tarjeta"),
        Of(Meaning.BankAccount, "bank account, account number, account no, acct no, acct num, bank acct, ~kontonummer, ~kontonr, konto nr, bankkonto, bankl, bankn, compte bancaire, numero compte, cuenta bancaria, numero cuenta, ~accountnumber, routing number, aba, sort code, bic, swift"),
        Of(Meaning.TaxId, "tax id, tax no, tax number, ~taxid, tin, ein, vat, vat number, vat no, vat id, ~vatnumber, ~steuernummer, steuer id, ~steuerid, ust id, ustid, stcd, siren, siret, tva, nif, cif, rfc, abn"),
        Of(Meaning.NationalId, "ssn, social security, ~socialsecurity, national id, ~nationalid, identity number, id card, id number, passport, ~passport, nino, ni number, nhs number, nhs no, ~personnummer, pesel, cpf, aadhaar, bsn, sin, sozialversicherung, ~sozialversicherungs, sv nr, svnr, ~ausweis, ~reisepass, num secu, secu, securite sociale, nir, numero securite, ~insee, carte identite, dni, nie, curp, pasaporte, seguridad social, driver license, drivers license, driving licence, driver licence, licence number, license plate, ~fuhrerschein, permis conduire, mrn, medical record, patient number"),
        Of(Meaning.BirthDate, "~birthdate, ~birthday, birth date, date of birth, ~dateofbirth, dob, birth, born, ~geburt, gebdat, geb datum, ~naissance, ~nacimiento, fecha nac, date naiss, bday, birth year, year of birth"),
        Of(Meaning.Secret, "~password, ~passwd, pwd, passphrase, ~passwort, ~kennwort, mot de passe, ~motdepasse, mdp, ~contrasena, clave, secret, ~secretkey, api key, ~apikey, access key, private key, ~privatekey, token, ~accesstoken, refresh token, auth token, session id, session key, session token, otp, pin, pin code, cvv, cvc, salt, ~passhash, pass hash, user pass, security answer, recovery code, encrypted, encryption key, signing key"),
        Of(Meaning.Username, "~username, user name, login, login name, ~loginname, ~benutzername, ~nickname, nick name, nick, screen name, ~screenname, handle, user login, identifiant, nom utilisateur, usuario, pseudo, alias"),
        Of(Meaning.Phone, "~telephone, ~phone, phone, tel, tel no, telf, telfx, fax, faks, ~faxnummer, ~mobile, mobile, cell, cell phone, gsm, msisdn, ~telefon, handy, ~handynummer, ~rufnummer, portable, movil, celular, whatsapp, sms number"),
        Of(Meaning.FirstName, "~firstname, first name, given name, ~givenname, ~forename, fname, f name, ~vorname, rufname, ~prenom, nombre de pila, primer nombre, middle name, ~middlename, christian name, nombre, nombres"),
        Of(Meaning.LastName, "~lastname, last name, ~surname, sur name, family name, ~familyname, lname, l name, ~nachname, ~familienname, zuname, ~geburtsname, maiden name, nom de famille, nom famille, nom naissance, ~apellido, apellidos, second name"),
        Of(Meaning.FullName, "~fullname, full name, display name, ~displayname, person name, ~contactname, contact name, contact title name, customer name, ~customername, client name, employee name, patient name, user full name, cardholder, card holder, account holder, account owner, holder name, recipient, recipient name, ship name, ship to name, billing name, sender name, author name, real name, ~realname, legal name, kontoinhaber, ~ansprechpartner, empfanger, titulaire, destinataire, nom complet, nom prenom, nom client, titular, nombre completo, nombre y apellidos, kundenname, beneficiary, next of kin, emergency contact, spouse, mother, father, attention, care of, gecos, by name, full nm"),
        Of(Meaning.Postcode, "~postcode, post code, ~postalcode, postal code, postal cd, zip, zip code, ~zipcode, zip cd, plz, ~postleitzahl, pstlz, code postal, ~codepostal, cp, codigo postal, pincode"),
        Of(Meaning.Coordinates, "lat, lng, lon, ~latitude, ~longitude, geo, geo point, gps, ~coordinates, coords, geolocation, ~breitengrad, ~langengrad, latitud, longitud, geom"),
        Of(Meaning.Street, "~street, ~address, addr, addr line, address line, adr, ~adresse, ~anschrift, ~strasse, stras, str, hausnr, ~hausnummer, house number, house no, rue, voie, calle, ~direccion, domicilio, avenida, complement adresse, line1, line 1, po box, postfach, apartment, apt, suite"),
        Of(Meaning.City, "city, ~cityname, town, ville, commune, stadt, ort, ort 01, wohnort, ~wohnort, ciudad, poblacion, localidad, municipio, locality, place of birth, birthplace, ~geburtsort, lieu naissance"),
        Of(Meaning.CountryCode, "country code, ~countrycode, country iso, iso country, country cd, landcode, code pays, codigo pais, ~landerkennzeichen, land 1"),
        Of(Meaning.Country, "country, ~countryname, pays, land, pais, nation, staat"),
        Of(Meaning.State, "state province, ~stateprovince, state name, state code, province, ~bundesland, provincia, region, departement, county, estado, regio"),
        Of(Meaning.Sensitive, "religion, ~religion, faith, belief, konfession, ethnicity, ethnic group, ethnie, race, ~diagnos, icd, icd 10, disease, allergy, allergies, medication, blood type, blood group, ~blutgruppe, disability, sexual orientation, orientation, political party, party membership, union membership, ~gewerkschaft, criminal record, hiv, symptoms, health, ~krankheit, ~maladie, enfermedad, salary, ~gehalt, salaire, salario, wage, income, ~einkommen, credit score"),
        Of(Meaning.Gender, "gender, sex, ~geschlecht, sexe, genero, sexo, salutation, anrede, civilite, tratamiento"),
        Of(Meaning.Company, "company, ~companyname, company name, employer, ~organisation, ~organization, org name, firma, ~firmenname, societe, entreprise, empresa, razon social, raison sociale, vendor name, supplier name, business name"),
        Of(Meaning.Job, "job, job title, ~jobtitle, occupation, ~profession, ~beruf, position title, poste, metier, puesto, ocupacion, contact title"),
        Of(Meaning.UserAgent, "user agent, ~useragent"),
        Of(Meaning.Domain, "domain, domain name, ~hostname, host name, host, fqdn"),
        Of(Meaning.Currency, "currency, currency code, ~currency, ~wahrung, waers, devise, moneda, iso currency"),
        Of(Meaning.Language, "language, lang, locale, ~sprache, langue, idioma, spras"),
        Of(Meaning.TimeZone, "time zone, ~timezone, tz, ~zeitzone, fuseau horaire, zona horaria"),
        Of(Meaning.FreeText, "description, ~description, descr, comment, comments, comment text, ~kommentar, commentaire, comentario, note, notes, ~notiz, remark, remarks, ~bemerkung, remarque, observaciones, observations, body, message, message text, ~nachricht, mensaje, review, review text, feedback, bio, biography, about, about me, summary, content, text, raw, question, answer, reason, subject line, transcript, memo, annotation, instructions, complaint"),
        Of(Meaning.Title, "title, ~titel, titre, titulo, subject, headline, betreff"),
        Of(Meaning.Name, "name, nom, name 1, name 2, bezeichnung, label name, nm"),
    ];

    /// <summary>Words at the end that say that the column holds something about the thing, and not the thing: <c>phone_type</c>.</summary>
    public static ImmutableHashSet<string> About { get; } =
        Words("type, types, kind, count, cnt, verified, confirmed, validated, enabled, disabled, active, at, on, status, template, templates, format, length, len, version, flag, sent, opt, optin, consent, preference, preferences, class, id, ids, fk, key, category, group, group name, rank, level, priority, weight, total, sum, avg, min, max, limit, attempts, attempt, required, visible, public, size, width, height, color, icon, image, hash type, algorithm, style, prefix, suffix, mask, pattern, regex, sequence, seq, order, sort, position, index, score, rate, ratio, percent, typ, art, anzahl, nbr, provider, source, mode, policy, strength, expired, expires, expiry, reset, changed, protocol, last four, last 4");

    /// <summary>Words in front that say the same: <c>is_email_valid</c>.</summary>
    public static ImmutableHashSet<string> Asking { get; } = Words("is, has, had, can, should, allow, enable, use, show, send, require, needs, ist, hat, est");

    /// <summary>What tables of people are called.</summary>
    public static ImmutableHashSet<string> People { get; } =
        Words("person, persons, people, user, users, customer, customers, client, clients, employee, employees, staff, contact, contacts, patient, patients, member, members, student, students, teacher, teachers, author, authors, guest, guests, subscriber, subscribers, passenger, passengers, driver, drivers, actor, actors, artist, artists, applicant, applicants, candidate, candidates, participant, participants, player, players, doctor, doctors, citizen, citizens, lead, leads, kunde, kunden, mitarbeiter, mitglied, mitglieder, patienten, benutzer, personen, utilisateur, utilisateurs, personne, personnes, employe, employes, adherent, abonne, persona, personas, cliente, clientes, usuario, usuarios, empleado, empleados, paciente, pacientes, socio, alumno, alumnos, account holder, owner, owners, voter, voters, tenant contact, beneficiary, profile, profiles");

    private static (Meaning, string[]) Of(Meaning meaning, string phrases) => (meaning, phrases.Split(", "));

    private static ImmutableHashSet<string> Words(string words) => [.. words.Split(", ")];
}
