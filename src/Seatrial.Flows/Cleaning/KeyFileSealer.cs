using System.Security.Cryptography;
using System.Text;
using Seatrial.Project.Secrets;

namespace Seatrial.Flows.Cleaning;

/// <summary>AES-GCM under a key in a local file that only its owner can read; the file is made when it is first needed.</summary>
/// <param name="keyFile">The file, such as <c>.seatrial/keys/seal.key</c>.</param>
public sealed class KeyFileSealer(string keyFile) : ISecretSealer
{
    private const int KeyLength = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private readonly Lock _gate = new();
    private byte[]? _key;

    /// <inheritdoc/>
    public string Seal(string clear, string purpose)
    {
        byte[] plain = Encoding.UTF8.GetBytes(clear);
        byte[] box = new byte[NonceLength + TagLength + plain.Length];
        Span<byte> nonce = box.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using AesGcm cipher = new(Key(), TagLength);
        cipher.Encrypt(
            nonce,
            plain,
            box.AsSpan(NonceLength + TagLength),
            box.AsSpan(NonceLength, TagLength),
            Encoding.UTF8.GetBytes(purpose));
        CryptographicOperations.ZeroMemory(plain);
        return Convert.ToBase64String(box);
    }

    /// <inheritdoc/>
    public string? TryOpen(string sealedText, string purpose)
    {
        byte[] box = new byte[sealedText.Length];
        if (!Convert.TryFromBase64String(sealedText, box, out int length) || length < NonceLength + TagLength)
        {
            return null;
        }

        byte[] plain = new byte[length - NonceLength - TagLength];
        try
        {
            using AesGcm cipher = new(Key(), TagLength);
            cipher.Decrypt(
                box.AsSpan(0, NonceLength),
                box.AsSpan(NonceLength + TagLength, plain.Length),
                box.AsSpan(NonceLength, TagLength),
                plain,
                Encoding.UTF8.GetBytes(purpose));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return Encoding.UTF8.GetString(plain);
    }

    private byte[] Key()
    {
        lock (_gate)
        {
            return _key ??= ReadOrCreate();
        }
    }

    private byte[] ReadOrCreate()
    {
        byte[] key = KeyFile.ReadOrCreate(keyFile, static () => RandomNumberGenerator.GetBytes(KeyLength));
        return key.Length == KeyLength
            ? key
            : throw new Core.SeatrialException(
                "seal-key-invalid",
                $"{keyFile} should hold a key of {KeyLength} bytes and holds {key.Length}. Put the right file back, or remove it: cleanups sealed with it are then in doubt.");
    }
}
