namespace Seatrial.Seeding.Detection;

/// <summary>What the values of a column are about.</summary>
internal enum Meaning
{
    /// <summary>Nothing that is known.</summary>
    None,

    Email,
    Phone,
    FirstName,
    LastName,
    FullName,

    /// <summary>The name of something, maybe of a person.</summary>
    Name,

    Username,
    BirthDate,

    /// <summary>A number that a state gives to a person.</summary>
    NationalId,

    TaxId,
    Iban,
    BankAccount,
    Card,

    /// <summary>Passwords, their hashes, keys and tokens.</summary>
    Secret,

    Street,
    City,
    Postcode,
    Coordinates,
    Company,
    Ip,
    Mac,
    Url,

    /// <summary>Health, belief, origin and the like, whose disclosure harms.</summary>
    Sensitive,

    /// <summary>Sentences that people wrote: anything may stand in them.</summary>
    FreeText,

    State,
    Country,
    CountryCode,
    Job,
    Gender,
    Domain,
    Uuid,
    UserAgent,
    Currency,
    Language,
    TimeZone,
    Title,

    /// <summary>Numbers with points that are no addresses.</summary>
    Version,
}
