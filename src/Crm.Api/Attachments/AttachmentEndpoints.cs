using Crm.Api.Filters;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;

namespace Crm.Api.Attachments;

/// <summary>The routes of a record's files, the same for every resource that has them.</summary>
internal static class AttachmentEndpoints
{
    public static readonly FieldTable<Attachment> Fields = new FieldTable<Attachment>()
        .Id("id", attachment => attachment.Id)
        .Text("fileName", attachment => attachment.FileName)
        .Text("mediaType", attachment => attachment.MediaType)
        .Whole("size", attachment => attachment.Size)
        .Text("hash", attachment => attachment.Hash)
        .Time("createTime", attachment => attachment.CreateTime);

    public static void MapAttachments<TRecord>(this RouteGroupBuilder group, string kind, string plural)
        where TRecord : Record
    {
        var name = Words.Pascal(kind);
        var one = Words.Spoken(kind);
        var files = new RecordAttachments<TRecord>(kind, plural);
        group
            .MapPost("/{id}/attachments", files.Create)
            .WithName($"Create{name}Attachment")
            .WithSummary($"Attach a file to {Words.WithArticle(one)}")
            .WithDescription(
                $"The body is the file itself, {AttachmentUpload.MaxBytes} bytes at most; its type stands in `Content-Type`."
            )
            .Writes(plural)
            .Takes(AttachmentUpload.Name)
            .WithMetadata(new ProducesResponseTypeMetadata(201, typeof(AttachmentResponse), [BodyReader.JsonType]))
            .ProducesProblems(404);
        group
            .MapGet("/{id}/attachments", files.List)
            .WithName($"List{name}Attachments")
            .WithSummary($"List the files of {Words.WithArticle(one)}")
            .WithDescription($"The newest first.\n\n{FieldDocumentation.Of(Fields)}")
            .Reads(plural)
            .Takes(RowPages.Parameters)
            .WithMetadata(
                new ProducesResponseTypeMetadata(200, typeof(Page<AttachmentResponse>), [BodyReader.JsonType])
            )
            .ProducesProblems(404);
        group
            .MapGet("/{id}/attachments/{attachmentId}/content", files.GetContent)
            .WithName($"Get{name}AttachmentContent")
            .WithSummary($"Download a file of {Words.WithArticle(one)}")
            .WithDescription("Comes as a download of the type it was sent with.")
            .Reads(plural)
            .WithMetadata(new ProducesResponseTypeMetadata(200, typeof(Stream), ["application/octet-stream"]))
            .ProducesProblems(404);
        group
            .MapDelete("/{id}/attachments/{attachmentId}", files.Delete)
            .WithName($"Delete{name}Attachment")
            .WithSummary($"Delete a file of {Words.WithArticle(one)}")
            .WithDescription("Puts it into the trash, from which the purge removes it.")
            .Changes($"{plural}:write")
            .WithMetadata(new ProducesResponseTypeMetadata(204, typeof(void), []))
            .ProducesProblems(404, 412);
    }
}
