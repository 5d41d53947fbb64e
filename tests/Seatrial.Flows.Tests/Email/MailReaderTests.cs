using CsCheck;
using System.Text;
using System.Text.Json;
using Seatrial.Flows.Email;
using Seatrial.Flows.Messages;

namespace Seatrial.Flows.Tests.Email;

public sealed class MailReaderTests
{
    private const string Mail = "From: a@b.c\r\nTo: d@e.f\r\nSubject: =?utf-8?B?w6Q=?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<a href='https://s.t/u'>v</a>\r\n--x\r\nContent-Type: a/b; name=c\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment\r\n\r\naGVsbG8=\r\n--x--\r\n";

    [Fact]
    public void Read_Mail_HasWhatIsInIt()
    {
        ReceivedMessage mail = MailReader.Read(Encoding.UTF8.GetBytes(Mail));

        JsonElement document = JsonElement.Parse(mail.Payload.Span);
        Assert.Equal("ä", document.GetProperty("subject").GetString());
        Assert.Equal("https://s.t/u", document.GetProperty("links")[0].GetString());
        Assert.Equal("""{"name":"c","size":5,"type":"a/b"}""", document.GetProperty("attachments")[0].GetRawText());
    }

    [Fact]
    public void Read_AnyBytes_GivesAMessage() =>
        Gen.Byte.Array[0, 300].Sample(static bytes => MailReader.Read(bytes) is not null);

    [Fact]
    public void Read_BrokenMail_GivesAMessage() =>
        Gen.Select(Gen.Int[0, Mail.Length - 1], Gen.Int[0, 40], Gen.Byte.Array[0, 6]).Sample(static (at, gone, put) =>
        {
            byte[] whole = Encoding.UTF8.GetBytes(Mail);
            byte[] broken = [.. whole[..at], .. put, .. whole[Math.Min(whole.Length, at + gone)..]];
            return MailReader.Read(broken) is not null;
        });
}
