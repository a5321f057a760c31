using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Crm.Api.Attachments;

/// <summary>The files of one kind of record.</summary>
internal sealed class RecordAttachments<TRecord>(string kind, string plural)
    where TRecord : Record
{
    public async Task<Answer<AttachmentResponse>> Create(
        IdOrNumber id,
        AttachmentUpload upload,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var attachment = new Attachment
        {
            Id = work.NewId(),
            RecordType = kind,
            RecordId = await OwnerAsync(id, work.Query<TRecord>(), cancellationToken),
            FileName = upload.FileName,
            MediaType = upload.MediaType,
            Size = upload.Content.Length,
            Hash = upload.Hash,
        };
        work.Db.Add(attachment);
        await work.Db.SaveChangesAsync(cancellationToken);
        await StoreAsync(attachment.Id, upload.Content, work.Db, cancellationToken);
        return Answer.Created(
            AttachmentResponse.Of(attachment),
            $"/v1/{plural}/{attachment.RecordId}/attachments/{attachment.Id}/content",
            EntityTags.Of(attachment)
        );
    }

    public async Task<Answer<Page<AttachmentResponse>>> List(
        IdOrNumber id,
        HttpContext http,
        Caller caller,
        Work work,
        ListSettings settings,
        CancellationToken cancellationToken
    )
    {
        work.For(caller);
        var owner = await OwnerAsync(id, work.QueryWithTrash<TRecord>(), cancellationToken);
        var page = await RowPages.ReadAsync(
            http,
            settings,
            work,
            [Of(owner, work).AsNoTracking()],
            AttachmentEndpoints.Fields,
            "createTime desc",
            Comparer<Attachment>.Create((a, b) => (b.CreateTime, b.Id).CompareTo((a.CreateTime, a.Id))),
            cancellationToken
        );
        return Answer.Ok(
            new Page<AttachmentResponse>
            {
                Items = [.. page.Items.Select(AttachmentResponse.Of)],
                NextPageToken = page.NextPageToken,
            }
        );
    }

    public async Task<IResult> GetContent(
        IdOrNumber id,
        IdOrNumber attachmentId,
        Caller caller,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.For(caller);
        var owner = await OwnerAsync(id, work.QueryWithTrash<TRecord>(), cancellationToken);
        var attachment = await attachmentId.FindAsync(Of(owner, work).AsNoTracking(), cancellationToken);
        return new AttachmentContent(attachment ?? throw NotFound(attachmentId), work.Db);
    }

    public async Task<Answer<Nothing>> Delete(
        IdOrNumber id,
        IdOrNumber attachmentId,
        HttpContext http,
        Work work,
        IOptions<DatabaseOptions> options,
        CancellationToken cancellationToken
    )
    {
        var owner = await OwnerAsync(id, work.QueryWithTrash<TRecord>(), cancellationToken);
        var all = work.QueryWithTrash<Attachment>().Where(attachment => attachment.RecordId == owner);
        var doomed = await attachmentId.FindAsync(all, cancellationToken) ?? throw NotFound(attachmentId);
        if (doomed.DeleteTime is null)
        {
            EntityTags.CheckIfMatch(http, doomed, guarded: false);
            doomed.DeleteTime = work.Now;
            doomed.PurgeTime = work.Now.AddDays(options.Value.TrashDays);
            await work.Db.SaveChangesAsync(cancellationToken);
        }

        return Answer.None;
    }

    /// <summary>One piece at a time, each forgotten once it is sent, so that a large file needs little memory.</summary>
    private static async Task StoreAsync(Guid id, FileStream content, CrmDb db, CancellationToken cancellationToken)
    {
        var buffer = new byte[AttachmentChunk.Length];
        content.Position = 0;
        for (var position = 0; ; position++)
        {
            var length = await content.ReadAtLeastAsync(buffer, buffer.Length, false, cancellationToken);
            if (length == 0)
            {
                return;
            }

            // With the attachment still tracked, each piece would count as a change of it.
            db.ChangeTracker.Clear();
            db.Add(
                new AttachmentChunk
                {
                    ParentId = id,
                    Position = position,
                    Bytes = buffer[..length],
                }
            );
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    private static IQueryable<Attachment> Of(Guid owner, Work work) =>
        work.Query<Attachment>().Where(attachment => attachment.RecordId == owner);

    private async Task<Guid> OwnerAsync(
        IdOrNumber id,
        IQueryable<TRecord> records,
        CancellationToken cancellationToken
    ) =>
        (await id.FindAsync(records.AsNoTracking(), cancellationToken))?.Id
        ?? throw new ProblemException(Problem.NotFound(kind, id.Text));

    private static ProblemException NotFound(IdOrNumber id) => new(Problem.NotFound("attachment", id.Text));
}
