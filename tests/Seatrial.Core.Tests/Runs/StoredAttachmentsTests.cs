using Seatrial.Core.Flows;
using Seatrial.Core.Journal;
using Seatrial.Core.Runs;

namespace Seatrial.Core.Tests.Runs;

public sealed class StoredAttachmentsTests
{
    [Fact]
    public void A_step_without_files_is_passed_on_as_it_is()
    {
        StoredAttachments stored = new("attachment/buy/1");
        StepRecord step = Step(0) with { Inner = [Step(0), Step(1)] };

        Assert.Same(step, stored.Store(step));
        Assert.Empty(stored.Blobs);
    }

    [Fact]
    public void A_large_file_is_stored_in_pieces_that_make_it_up_again()
    {
        byte[] content = new byte[(2 * JournalBlob.MaxBytes) + 5];
        new Random(7).NextBytes(content);
        StoredAttachments stored = new("attachment/buy/1");

        StepRecord step = stored.Store(Step(3) with { Attachments = [new("trace.zip", "application/zip") { Content = content }] });

        StepAttachment file = Assert.Single(step.Attachments!.Value);
        Assert.Equal(["attachment/buy/1/3/trace.zip", "attachment/buy/1/3/trace.zip.2", "attachment/buy/1/3/trace.zip.3"], file.Blobs);
        Assert.Equal((content.Length, 0), ((int)file.Bytes, file.Content.Length));
        Assert.All(stored.Blobs, static blob => Assert.InRange(blob.Content.Length, 1, JournalBlob.MaxBytes));
        Assert.Equal(content, file.Blobs.SelectMany(id => stored.Blobs.Single(blob => blob.Id == id).Content.ToArray()));
    }

    [Fact]
    public void Files_of_steps_within_have_names_of_their_own()
    {
        StepAttachment file = new("picture.png", "image/png") { Content = new byte[] { 1 } };
        StepRecord lane = Step(0) with { Attachments = [file] };
        StoredAttachments stored = new("attachment/buy/1");

        // Two lanes, each with a step 0, one of which has a step 0 of its own.
        StepRecord step = stored.Store(Step(0) with { Attachments = [file], Inner = [lane, lane, Step(0) with { Inner = [lane] }] });

        Assert.Equal(4, stored.Blobs.Select(static blob => blob.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(stored.Blobs.Select(static blob => blob.Id).Order(StringComparer.Ordinal), All(step).SelectMany(static f => f.Blobs).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_missing_is_stored_without_a_blob_and_read_again()
    {
        StoredAttachments stored = new("attachment/buy/1");
        StepRecord step = stored.Store(Step(0) with { Attachments = [new("picture.png", "image/png") { Missing = "no picture: the page crashed" }] });
        RunEvent.StepFinished finished = new("buy", 1, step, null) { At = DateTimeOffset.UnixEpoch };

        RunEvent.StepFinished read = (RunEvent.StepFinished)JournalJson.Deserialize(StreamKind.Run, JournalJson.Serialize(finished));

        StepAttachment file = Assert.Single(read.Step.Attachments!.Value);
        Assert.Equal(("picture.png", "no picture: the page crashed", 0), (file.Name, file.Missing, file.Blobs.Length));
        Assert.Empty(stored.Blobs);
    }

    private static IEnumerable<StepAttachment> All(StepRecord step) => (step.Attachments ?? []).Concat(step.Inner.SelectMany(All));

    private static StepRecord Step(int index) => new(index, "Buy", "browser", "goto /", StepOutcome.Failed, DateTimeOffset.UnixEpoch, TimeSpan.FromMilliseconds(3));
}
