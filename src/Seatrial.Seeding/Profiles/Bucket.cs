namespace Seatrial.Seeding.Profiles;

/// <summary>A share of values between two ends; within, all places are as likely.</summary>
/// <param name="Low">The least.</param>
/// <param name="High">The most, inclusive.</param>
/// <param name="Share">The share of values in it, 0 to 1; all buckets together make 1.</param>
internal sealed record Bucket(double Low, double High, double Share);
