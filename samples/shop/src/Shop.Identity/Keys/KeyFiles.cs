using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Shop.Identity.Keys;

/// <summary>The keys of this identity provider. They stay when its version goes, so that tokens stay good.</summary>
internal static class KeyFiles
{
    public static ECDsaSecurityKey Signing(string folder)
    {
        var content = ReadOrCreate(Path.Combine(folder, "signing-key.p8"), static () =>
        {
            using var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return fresh.ExportPkcs8PrivateKey();
        });
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(content, out _);
        var thumbprint = SHA256.HashData(key.ExportSubjectPublicKeyInfo());
        return new ECDsaSecurityKey(key) { KeyId = Base64UrlEncoder.Encode(thumbprint.AsSpan(0, 12).ToArray()) };
    }

    public static SymmetricSecurityKey Encryption(string folder) =>
        new(ReadOrCreate(Path.Combine(folder, "encryption-key.bin"), static () => RandomNumberGenerator.GetBytes(32)));

    private static byte[] ReadOrCreate(string file, Func<byte[]> create)
    {
        if (File.Exists(file))
        {
            return File.ReadAllBytes(file);
        }

        // Two versions may start at once: the first to finish wins, and both use what it wrote.
        var draft = $"{file}.{Guid.NewGuid():N}";
        File.WriteAllBytes(draft, create());
        try
        {
            File.Move(draft, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(draft);
        }

        return File.ReadAllBytes(file);
    }
}
