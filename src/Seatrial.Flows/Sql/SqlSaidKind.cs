namespace Seatrial.Flows.Sql;

/// <summary>What a database can say instead of a result.</summary>
internal enum SqlSaidKind
{
    /// <summary>It said nothing: the network did.</summary>
    Nothing,

    /// <summary>No to the statement.</summary>
    Refused,

    /// <summary>No to the user.</summary>
    Denied,
}
