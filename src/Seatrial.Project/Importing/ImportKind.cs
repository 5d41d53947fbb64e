namespace Seatrial.Project.Importing;

/// <summary>What is imported.</summary>
public enum ImportKind
{
    /// <summary>An API description, OpenAPI 3.0 or 3.1.</summary>
    OpenApi,

    /// <summary>A Postman collection, 2.0 or 2.1.</summary>
    Postman,

    /// <summary>An HTTP archive.</summary>
    Har,

    /// <summary>Command lines of curl.</summary>
    Curl,
}
