using System.Security.Cryptography;
using System.Text;

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
            return _key ??= ReadOrCreateNeedsLock();
        }
    }

    private byte[] ReadOrCreateNeedsLock()
    {
        if (!File.Exists(keyFile))
        {
            CreateNeedsLock();
        }

        byte[] key = File.ReadAllBytes(keyFile);
        return key.Length == KeyLength
            ? key
            : throw new Core.SeatrialException(
                "seal-key-invalid",
                $"{keyFile} should hold a key of {KeyLength} bytes and holds {key.Length}. Put the right file back, or remove it: cleanups sealed with it are then in doubt.");
    }

    private void CreateNeedsLock()
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(keyFile))!;
        Directory.CreateDirectory(folder);

        // Written whole under another name and then linked: another process sees all of the key or none of it.
        string draft = Path.Combine(folder, $".{Path.GetFileName(keyFile)}.{Guid.NewGuid():N}");
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (FileStream stream = new(draft, options))
        {
            stream.Write(RandomNumberGenerator.GetBytes(KeyLength));
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, keyFile, overwrite: false);
        }
        catch (IOException) when (File.Exists(keyFile))
        {
            File.Delete(draft);
        }
    }
}
