using System.Text.Json;
using CsCheck;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Seatrial.Flows.Rpc;
using Seatrial.Flows.Tests.Rpc.Shop;

namespace Seatrial.Flows.Tests.Rpc;

/// <summary>Our reading and writing by description against Google's own, which know the types.</summary>
public sealed class ProtoJsonTests
{
    private static readonly TypeRegistry Types = TypeRegistry.FromMessages(Item.Descriptor, Timestamp.Descriptor);
    private static readonly JsonFormatter Theirs = new(new JsonFormatter.Settings(formatDefaultValues: true, Types));

    private static readonly GrpcSchema Schema = GrpcSchema.Of(
        new FileDescriptor[] { AnyReflection.Descriptor, DurationReflection.Descriptor, StructReflection.Descriptor, TimestampReflection.Descriptor, WrappersReflection.Descriptor, ShopReflection.Descriptor }
            .Select(static file => file.ToProto()));

    private static readonly MessageDescriptor Ours = Schema.Message("shop.v1.Everything")!;

    private static readonly Gen<Item> Items = Gen.Select(Gen.String.AlphaNumeric, Gen.Int, Gen.Bool).Select(static (sku, quantity, isNoted) =>
    {
        Item item = new() { Sku = sku, Quantity = quantity };
        if (isNoted)
        {
            item.Note = sku + "é\"\n";
        }

        return item;
    });

    private static readonly Gen<Everything> Flat = Gen.Select(Gen.Double, Gen.Float, Gen.Int, Gen.Long, Gen.UInt, Gen.ULong, Gen.Byte.Array[0, 9], Gen.Int[0, 40]).Select(
        static (real, single, whole, large, natural, largest, bytes, kind) =>
        {
            Everything message = new()
            {
                ADouble = real,
                AFloat = single,
                AnInt32 = whole,
                AnInt64 = large,
                AUint32 = natural,
                AUint64 = largest,
                ASint32 = ~whole,
                ASint64 = ~large,
                AFixed32 = natural,
                AFixed64 = largest,
                ASfixed32 = whole,
                ASfixed64 = large,
                ABool = whole % 2 == 0,
                AString = $"ü{whole}\u2028\"",
                SomeBytes = ByteString.CopyFrom(bytes),
                State = (State)(kind % 4),
                At = new Timestamp { Seconds = Math.Abs((long)whole), Nanos = kind * 1000 },
                Took = new Duration { Seconds = whole / 7, Nanos = 0 },
                Anything = kind % 3 == 0 ? Value.ForNull() : Value.ForList(Value.ForNumber(kind), Value.ForString("x")),
            };
            switch (kind % 4)
            {
                case 0:
                    message.ByCard = "card";
                    message.Maybe = 0;
                    break;
                case 1:
                    message.ByVoucher = large;
                    message.Wrapped = large;
                    break;
                case 2:
                    message.ByBarter = new Item();
                    message.Free = new Struct { Fields = { ["a"] = Value.ForBool(true), ["b"] = Value.ForStruct(new Struct()) } };
                    break;
            }

            return message;
        });

    private static readonly Gen<Everything> Messages = Gen.Select(Flat, Flat, Items.Array[0, 4], Gen.Int.Array[0, 5], Gen.Bool).Select(static (message, nested, items, numbers, isAny) =>
    {
        message.Nested = nested;
        message.Items.AddRange(items);
        message.Numbers.AddRange(numbers);
        message.Unpacked.AddRange(numbers);
        message.Texts.AddRange(numbers.Select(static n => $"t{n}"));
        message.States.AddRange(numbers.Select(static n => (State)Math.Abs(n % 3)));
        foreach (int number in numbers)
        {
            message.Counts[$"k{number}"] = number;
            message.Shelf[number] = items.Length > 0 ? items[0] : new Item();
            message.Flags[number % 2 == 0] = State.Paid;
        }

        message.Any = items.Length == 0 ? null : isAny ? Any.Pack(items[0]) : Any.Pack(new Timestamp { Seconds = 7 });
        return message;
    });

    [Fact]
    public void Read_AnyMessage_IsWhatGoogleWrites() => Messages.Sample(static message =>
        Assert.True(
            JsonElement.DeepEquals(JsonElement.Parse(Theirs.Format(message)), JsonElement.Parse(new ProtoReader(Schema).Read(Ours, message.ToByteArray()))),
            $"{Theirs.Format(message)}\n{new ProtoReader(Schema).Read(Ours, message.ToByteArray())}"), iter: 1000);

    [Fact]
    public void Write_AnyMessage_IsWhatGoogleReads() => Messages.Sample(static message =>
        Assert.Equal(message, Everything.Parser.ParseFrom(new ProtoWriter(Schema).Write(Ours, JsonElement.Parse(Theirs.Format(message))))), iter: 1000);

    [Fact]
    public void Read_AnyBytes_ReadsThemOrSaysWhyNot() => Gen.Select(Messages, Gen.Double[0, 1], Gen.Int[0, 5], Gen.Byte.Array[0, 6]).Sample(
        static (message, at, removed, added) =>
        {
            List<byte> bytes = [.. message.ToByteArray()];
            int start = (int)(at * bytes.Count);
            bytes.RemoveRange(start, Math.Min(removed, bytes.Count - start));
            bytes.InsertRange(start, added);
            try
            {
                JsonElement.Parse(new ProtoReader(Schema).Read(Ours, [.. bytes]));
            }
            catch (GrpcMessageException exception)
            {
                Assert.NotEmpty(exception.Message);
            }
        }, iter: 3000);

    [Fact]
    public void Read_NestedWithoutEnd_IsRefused()
    {
        byte[] message = [];
        for (int i = 0; i < 150; i++)
        {
            using MemoryStream stream = new();
            using CodedOutputStream output = new(stream, leaveOpen: true);
            output.WriteTag(35, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(message));
            output.Flush();
            message = stream.ToArray();
        }

        Assert.Contains("nested deeper", Assert.Throws<GrpcMessageException>(() => new ProtoReader(Schema).Read(Ours, message)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"anInt32": 2147483648}""", "$.anInt32: must be a whole number from -2147483648 to 2147483647, and is 2147483648")]
    [InlineData("""{"anInt64": "x"}""", "$.anInt64: must be a whole number from -9223372036854775808 to 9223372036854775807, and is \"x\"")]
    [InlineData("""{"aFloat": 1e99}""", "$.aFloat: must be a number of 32 bits, and is 1e99")]
    [InlineData("""{"someBytes": "*"}""", "$.someBytes: must be bytes as base64, and is \"*\"")]
    [InlineData("""{"state": "PAYED"}""", "$.state: \"PAYED\" is not a shop.v1.State; did you mean PAID?")]
    [InlineData("""{"items": {}}""", "$.items: is a list, and here is {}")]
    [InlineData("""{"items": [{"skuu": 1}]}""", "$.items[0].skuu: shop.v1.Item has no such field; did you mean sku?")]
    [InlineData("""{"byCard": "a", "byVoucher": 1}""", "$: has both byCard and byVoucher, and of the oneof choice only one can be set")]
    [InlineData("""{"an_int32": 1, "anInt32": 2}""", "$.anInt32: is there twice")]
    [InlineData("""{"any": {"@type": "x/none.Such"}}""", "$.any: the type x/none.Such is not known")]
    public void Write_DoesNotFit_SaysWhereAndWhy(string json, string why) =>
        Assert.Equal(why, Assert.Throws<GrpcMessageException>(() => new ProtoWriter(Schema).Write(Ours, JsonElement.Parse(json))).Message);
}
