using System.Security.Cryptography;
using Seatrial.Core;
using Seatrial.Project.Secrets;

namespace Seatrial.Cli.Seeding;

/// <summary>The key that signs proofs: a file that its owner alone may read.</summary>
internal static class ProofKey
{
    /// <summary>Reads the key, or makes one where there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shown">The file for people.</param>
    /// <exception cref="SeatrialException">It holds no such key, or could not be read or made.</exception>
    public static ECDsa Open(string path, string shown)
    {
        try
        {
            return File.Exists(path) ? Read(path, shown) : Make(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SeatrialException("seed-proof-key", $"The key {shown} could not be read or made: {exception.Message} Name another with --key.", innerException: exception);
        }
    }

    private static ECDsa Read(string path, string shown)
    {
        ECDsa key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            if (key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value)
            {
                // What is only the public half cannot sign.
                key.SignData([], HashAlgorithmName.SHA256);
                return key;
            }
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new SeatrialException("seed-proof-key", $"{shown} holds no private key that can sign a proof: {exception.Message} It must be PEM, on the curve P-256: openssl ecparam -name prime256v1 -genkey -noout", innerException: exception);
        }

        key.Dispose();
        throw new SeatrialException("seed-proof-key", $"The key in {shown} is on another curve than P-256. Make one: openssl ecparam -name prime256v1 -genkey -noout");
    }

    private static ECDsa Make(string path)
    {
        ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        OwnerOnly.MakeFolder(Path.GetDirectoryName(path)!);
        using StreamWriter file = new(OwnerOnly.Open(path, FileMode.CreateNew, FileAccess.Write, FileShare.None));
        file.Write(key.ExportPkcs8PrivateKeyPem());
        file.Write('\n');
        return key;
    }
}
