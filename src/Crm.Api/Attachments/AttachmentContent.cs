using Crm.Api.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Crm.Api.Attachments;

/// <summary>Sends a file piece by piece, as something to be saved and never to be shown or run in a browser.</summary>
internal sealed class AttachmentContent(Attachment attachment, CrmDb db) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(attachment.FileName);
        response.ContentType = attachment.MediaType;
        response.ContentLength = attachment.Size;
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ETag = $"\"{attachment.Hash}\"";
        var count = (attachment.Size + AttachmentChunk.Length - 1) / AttachmentChunk.Length;
        for (var position = 0; position < count; position++)
        {
            var place = position;
            var bytes = await db.Set<AttachmentChunk>()
                .Where(chunk => chunk.ParentId == attachment.Id && chunk.Position == place)
                .Select(chunk => chunk.Bytes)
                .SingleAsync(httpContext.RequestAborted);
            await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
        }
    }
}
